import type { Notice } from '../../shared/form/definition.ts';
import type { Block, Book, BookEvidenceItem, EvidencePages } from '../book/book.ts';
import { printableBook } from '../book/compose/printable-book.ts';
import type { EvidenceCopy } from './evidence-copies.ts';
import { type SideCell, type SideColumn, sideBook, sideHeading, sideLine, sideTable } from './side-book.ts';

export const CHECKLIST_FILE = '材料清单.pdf';

const EVIDENCE_COLUMNS: SideColumn[] = [
  { title: '序号', share: 10, align: 'center' },
  { title: '材料', share: 54, align: 'left' },
  { title: '电子文件', share: 13, align: 'center' },
  { title: '页数', share: 8, align: 'center' },
  { title: '成册页码', share: 15, align: 'center' },
];
const FILE_COLUMNS: SideColumn[] = [
  { title: '文件', share: 46, align: 'left' },
  { title: '用途', share: 54, align: 'left' },
];

/** “03-02”: the second file of folder 03. */
function numberOf({ target }: EvidenceCopy): string {
  return target
    .split('/')
    .slice(-2)
    .map((part) => part.slice(0, part.indexOf('-')))
    .join('-');
}

function itemRows(
  item: BookEvidenceItem,
  pages: EvidencePages,
  copies: readonly EvidenceCopy[],
): SideCell[][] {
  const first = pages.get(item.item);
  const page = first === undefined ? '—' : String(first);
  const head = [item.number, { heading: item.label, span: 3 }, page];
  const own = copies.filter((copy) => copy.item === item.item);
  const entries = item.entries.map((entry): SideCell[] => {
    if (entry.kind === 'none') return ['', `${entry.slotLabel}：无（${entry.reason}）`];
    if (entry.kind === 'printed') return ['', `${entry.slotLabel}：${entry.note}`];
    const remark = entry.unreadable === undefined ? '' : `（${entry.unreadable}）`;
    const copy = own.find((each) => each.draftPath === entry.path);
    const file = copy === undefined ? '没有文件' : numberOf(copy);
    const start = pages.get(entry.path);
    return [
      '',
      `${entry.name}${remark}`,
      file,
      String(entry.pageCount),
      start === undefined ? '—' : String(start),
    ];
  });
  return [head, ...entries];
}

/** 材料清单: what is handed in, piece by piece, in the notice's order, with the pages of the bound book. */
export function composeChecklist(input: {
  book: Book;
  notice: Notice;
  destinationDistrict: string;
  createdOn: string;
  boundPages: number;
  evidencePages: EvidencePages;
  copies: readonly EvidenceCopy[];
  files: readonly { path: string; purpose: string }[];
}): Book {
  const { book, notice } = input;
  const blocks: Block[] = [
    sideLine(`通知：${notice.number}`),
    sideLine(`申报书：${book.title}`),
    sideLine(`申报单位：${book.applicant === '' ? '（未填写）' : book.applicant}`),
    sideLine(`报送区县：${input.destinationDistrict === '' ? '（未填写）' : input.destinationDistrict}`),
    sideLine(`对照码：${book.twinCode}`),
    sideLine(`生成日期：${input.createdOn}　成册共 ${input.boundPages} 页`),
    sideHeading('一、证明材料', 'checklist-evidence'),
    sideTable(
      EVIDENCE_COLUMNS,
      book.evidence.flatMap((item) => itemRows(item, input.evidencePages, input.copies)),
    ),
    sideLine('“电子文件”为 04-佐证材料 内的文件夹号和文件号。', 'footnote'),
    sideHeading('二、申报包内的文件', 'checklist-files'),
    sideTable(
      FILE_COLUMNS,
      input.files.map(({ path, purpose }) => [path, purpose]),
    ),
    sideLine(
      '每个文件的大小和 SHA-256 校验值见 manifest.json；可用申报匣核对纸质件与电子件是否一致。',
      'footnote',
    ),
  ];
  return printableBook(sideBook(book, '材料清单', 'L', blocks));
}
