/** What a dialog shows of the files it offers: `{ name: '申报匣草稿', extensions: ['dossier'] }`. */
export interface FileKind {
  name: string;
  extensions: string[];
}

/**
 * The system's own dialogs, over our window. They are the only source of places on the disk; none of
 * these ever crosses to the window.
 */
export interface SystemDialogs {
  /** @returns absolute paths; none when the person closed the dialog */
  openFiles(question: { title: string; kinds: FileKind[]; several?: boolean }): Promise<string[]>;
  /** @returns an absolute path; undefined when the person closed the dialog */
  openFolder(question: { title: string; startIn?: string }): Promise<string | undefined>;
  /**
   * The system has asked about a file that is there.
   *
   * @param question `name` as proposed, without folders; `startIn` a folder
   * @returns an absolute path; undefined when the person closed the dialog
   */
  saveFile(question: {
    title: string;
    name: string;
    kinds: FileKind[];
    startIn?: string;
  }): Promise<string | undefined>;
  /** Tells what the window cannot show itself. */
  tell(message: string): Promise<void>;
}
