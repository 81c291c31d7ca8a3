import { type Editor, Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { NodeSelection, Plugin, Selection } from '@tiptap/pm/state';
import { isInTable, handlePaste as pasteIntoTable } from '@tiptap/pm/tables';
import { toEditorBlock } from '../document/convert-document.ts';
import type { FigureUploads } from '../figures/figure-uploads.ts';
import { cleanHtml } from './clean-html.ts';
import { cleanText } from './paste-text.ts';
import { type PlacedBlock, pasteBlocks } from './paste-transaction.ts';
import { notesInWords, type Pasted } from './pasted.ts';
import { mayBePicture, pictureFile } from './picture-file.ts';

export interface PasteOptions {
  uploads: FigureUploads;
  /** Whether a figure's file belongs to this draft. */
  hasFigure: (file: string) => boolean;
  tell: (text: string) => void;
}

/** What the clipboard or a drop holds, cleaned to the model; undefined when there is nothing to take. */
function readTransfer(data: DataTransfer): Pasted | File[] | undefined {
  const files = [...data.files];
  const html = data.getData('text/html');
  if (html.trim() !== '') {
    const pasted = cleanHtml(new DOMParser().parseFromString(html, 'text/html'));
    // A picture that was copied in a browser comes as its address and as a file.
    if (pasted.blocks.length > 0 || files.length === 0) return pasted;
  }
  if (files.length > 0) return files;
  const text = data.getData('text/plain');
  return text === '' ? undefined : cleanText(text);
}

/** Puts what was cleaned into the editor; pictures in it are sent after they have their place. */
function put(editor: Editor, event: ClipboardEvent | undefined, pasted: Pasted, options: PasteOptions): void {
  const { uploads, hasFigure, tell } = options;
  const notes = { ...pasted.notes };
  const sent: { id: string; file: File }[] = [];
  const blocks = pasted.blocks.flatMap((block): PlacedBlock[] => {
    if (block.type === 'picture') {
      const file = pictureFile(block.source, `粘贴的图片${sent.length + 1}`);
      if (file === undefined) {
        notes.distantPictures += 1;
        return [];
      }
      const id = uploads.prepare(file.name);
      sent.push({ id, file });
      return [{ ...block, upload: id }];
    }
    if (block.type !== 'figure' || hasFigure(block.attrs.file)) return [block];
    notes.distantPictures += 1;
    return [];
  });
  if (blocks.length > 0 && !putCells(editor, event, blocks))
    editor.view.dispatch(
      pasteBlocks(editor.state, blocks).setMeta('paste', true).setMeta('uiEvent', 'paste'),
    );
  for (const { id, file } of sent) uploads.send(editor, id, file);
  const words = notesInWords(notes);
  if (words !== '') tell(words);
}

/** A table that is pasted into a table goes into its cells. */
function putCells(
  editor: Editor,
  event: ClipboardEvent | undefined,
  blocks: readonly PlacedBlock[],
): boolean {
  const [only] = blocks;
  if (event === undefined || blocks.length !== 1 || only?.type !== 'table' || !isInTable(editor.state))
    return false;
  const node: Node = editor.schema.nodeFromJSON(toEditorBlock(only));
  return pasteIntoTable(editor.view, event, new Slice(Fragment.from(node), 0, 0));
}

/** Adds the pictures among files; of the others it says where they belong. */
function putFiles(editor: Editor, files: readonly File[], options: PasteOptions, position?: number): void {
  const pictures = files.filter(mayBePicture);
  options.uploads.add(editor, pictures, position);
  const others = files.filter((file) => !pictures.includes(file)).map((file) => file.name);
  if (others.length > 0)
    options.tell(
      `“${others.join('”“')}”不是图片，没有加入正文。证明材料请放到“证明材料”部分，文字请打开文件复制后粘贴。`,
    );
}

/** Pasting and dropping from outside: nothing comes into the text but what the narrative model knows. */
export function pasteExtension(options: PasteOptions): Extension {
  return Extension.create({
    name: 'narrativePaste',
    priority: 1000,
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          props: {
            handlePaste: (_view, event) => {
              if (event.clipboardData === null) return true;
              const read = readTransfer(event.clipboardData);
              if (Array.isArray(read)) putFiles(editor, read, options);
              else if (read !== undefined) put(editor, event, read, options);
              return true;
            },
            handleDrop: (view, event, _slice, moved) => {
              if (moved || event.dataTransfer === null) return false;
              const read = readTransfer(event.dataTransfer);
              const position = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
              if (read === undefined || position === undefined) return true;
              if (Array.isArray(read)) putFiles(editor, read, options, position);
              else {
                const at = Selection.near(view.state.doc.resolve(position));
                if (!(at instanceof NodeSelection)) view.dispatch(view.state.tr.setSelection(at));
                put(editor, undefined, read, options);
              }
              view.focus();
              return true;
            },
          },
        }),
      ];
    },
  });
}
