import type { NarrativeBlock, NarrativeList, NarrativeParagraph } from '../../../shared/text/narrative.ts';

/** A picture that comes with the text, as a `data:` address; its file is still to be added to the draft. */
export interface PastedPicture {
  type: 'picture';
  source: string;
}
export type PastedBlock = NarrativeBlock | PastedPicture;
/** What stands inside a list item or a cell. */
export type FlowBlock = NarrativeParagraph | NarrativeList;

/** What was not taken over as it was, to be told to the person. Numbers of each. */
export interface PasteNotes {
  /** Control characters, direction marks and other invisible ones. */
  invisible: number;
  /** Pictures that are only an address: on another machine, or in a file that the window may not read. */
  distantPictures: number;
  /** Footnotes and endnotes, with their marks in the text. */
  footnotes: number;
  /** Comments of reviewers. */
  comments: number;
  /** Text that a reviewer deleted and that is still shown as such. */
  deletions: number;
  /** Rows of tables beyond the largest that is taken over. */
  tableRows: number;
  /** Cells of tables to the right of the widest that is taken over. */
  tableCells: number;
  /** The text was longer than is taken over at once. */
  cut: boolean;
}

export interface Pasted {
  blocks: PastedBlock[];
  notes: PasteNotes;
}

export function noNotes(): PasteNotes {
  return {
    invisible: 0,
    distantPictures: 0,
    footnotes: 0,
    comments: 0,
    deletions: 0,
    tableRows: 0,
    tableCells: 0,
    cut: false,
  };
}

/** What to say of a paste, in one line; empty when all was taken over. */
export function notesInWords(notes: PasteNotes): string {
  const { invisible, distantPictures, footnotes, comments, deletions, tableRows, tableCells, cut } = notes;
  const parts = [
    distantPictures > 0
      ? `${distantPictures} 张图片没有随文字带过来，请用“图片”按钮从文件加入，或单独复制图片后粘贴`
      : '',
    footnotes > 0 ? `${footnotes} 条脚注或尾注没有带入` : '',
    comments > 0 ? `${comments} 条批注没有带入` : '',
    deletions > 0 ? `${deletions} 处已标记删除的修订没有带入` : '',
    invisible > 0 ? `去掉了 ${invisible} 个看不见的控制字符` : '',
    tableRows > 0 ? `表格太长，后面 ${tableRows} 行没有带入` : '',
    tableCells > 0 ? `表格太宽，右边 ${tableCells} 个单元格没有带入` : '',
    cut ? '内容太长，只带入了前面的部分，请分几次粘贴' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `已粘贴。${parts.join('；')}。`;
}
