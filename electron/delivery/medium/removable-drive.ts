/** A medium that a person can pull out and carry, as its system tells of it. */
export interface RemovableDrive {
  /** Its name; empty when it has none. */
  label: string;
  /** As the system calls it (`vfat`, `FAT32`, `MS-DOS FAT32`); empty when it does not say. */
  fileSystem: string;
  /** Folder or drive letter that it is open at; undefined while it is plugged in but not mounted. */
  place: string | undefined;
  /** Bytes; undefined where the system does not say. */
  freeBytes: number | undefined;
  totalBytes: number | undefined;
  readOnly: boolean;
}

/** How a system is asked for its drives, and how its answer is read. */
export interface DriveReader {
  command: string;
  parameters: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** @throws Error for an answer of another form */
  read: (answer: string) => RemovableDrive[];
}
