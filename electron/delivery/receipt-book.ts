import { sizeWords } from '../../shared/text/size-words.ts';
import type { Block, Book, BookCell, BookRow, ParagraphStyle } from '../book/book.ts';
import { printableBook } from '../book/compose/printable-book.ts';
import { TEXT_WIDTH } from '../book/layout.ts';
import { sideBook, sideLine } from '../package/side-book.ts';
import type { DeliveryFacts } from './delivery-facts.ts';

/** How the electronic copy goes along; `open` is ticked by hand. */
export type ReceiptMedium = { kind: 'stick' } | { kind: 'mail'; count: number } | { kind: 'open' };

const BLANK_DATE = '　　　　年　　月　　日';
/** Above and below the line to cut at, pt; a long name may still take a second line in each half. */
const CUT_GAP = 8;
const CUT_LINE = `${'- '.repeat(24)}　沿此线裁开　${'- '.repeat(24)}`.trim();

function cell(lines: readonly string[], span = 1, style: ParagraphStyle = 'tableCell'): BookCell {
  return {
    blocks: lines.map((line) => sideLine(line, style)),
    ...{ columnSpan: span, rowSpan: 1, verticalAlign: 'center' as const },
    align: style === 'tableHead' ? 'center' : 'left',
  };
}

function row(...cells: BookCell[]): BookRow {
  return { cells, header: false, flows: false, keepWithNext: true };
}

/** @param shares of the text width, per cent */
function table(shares: readonly number[], rows: BookRow[]): Block {
  return { kind: 'table', role: 'form', columns: shares.map((share) => (TEXT_WIDTH * share) / 100), rows };
}

const label = (text: string) => cell([text], 1, 'tableHead');
const orBlank = (text: string) => (text === '' ? '（未填写）' : text);
const centred = (text: string, style: ParagraphStyle): Block => ({
  ...{ kind: 'paragraph', style, align: 'center', runs: [{ text }] },
});

function mediumLine(medium: ReceiptMedium): string {
  const box = (kind: ReceiptMedium['kind']) => (medium.kind === kind ? '☑' : '□');
  const count = medium.kind === 'mail' ? ` ${medium.count} ` : '　　';
  return `　 介质：${box('stick')} U 盘　　${box('mail')} 电子邮件（${count}封）　　□ 其他：＿＿＿＿＿＿`;
}

/** One of the two halves: the same for who hands in and who receives. */
function receipt(facts: DeliveryFacts, medium: ReceiptMedium, keeper: string): Block[] {
  const { paperCopies, boundPages, files, bytes } = facts;
  return [
    centred(`申报材料送达回执（${keeper}留存）`, 'formHeading'),
    table(
      [17, 37, 14, 32],
      [
        row(label('申报单位'), cell([orBlank(facts.applicant)], 3)),
        row(label('信用代码'), cell([orBlank(facts.creditCode)]), label('对照码'), cell([facts.twinCode])),
        row(
          label('申报类别'),
          cell([facts.programmeName]),
          label('报送区县'),
          cell([orBlank(facts.destinationDistrict)]),
        ),
        row(label('联系人及电话'), cell([orBlank(facts.contact)], 3)),
        row(
          label('送交材料'),
          cell(
            [
              `1. 纸质申报书（成册，已签字盖章）：${paperCopies} 份，每份 ${boundPages} 页`,
              `2. 电子版（申报包，含 PDF、Word）：${files} 个文件，${sizeWords(bytes)}`,
              mediumLine(medium),
            ],
            3,
          ),
        ),
        row(label('送交'), cell([`送交人（签字）：　　　　　　　　　日期：${BLANK_DATE}`], 3)),
        row(
          label('接收'),
          cell(
            [
              '上列材料已收到，纸质件每页页脚与电子版的对照码一致。',
              '接收单位（盖章）：',
              '',
              `接收人（签字）：　　　　　　　　　日期：${BLANK_DATE}`,
            ],
            3,
          ),
        ),
      ],
    ),
  ];
}

function envelopeLabel(facts: DeliveryFacts, medium: ReceiptMedium): Block[] {
  const line = (name: string, value: string) =>
    row(cell([name], 1, 'formLabel'), cell([value], 1, 'formValue'));
  const electronic = medium.kind === 'mail' ? `电子版另发邮件（${medium.count} 封）` : 'U 盘 1 个';
  return [
    centred('材料袋标签', 'formHeading'),
    table(
      [24, 76],
      [
        line('报送', `${facts.destinationDistrict === '' ? '区县' : facts.destinationDistrict}经信部门`),
        line('申报书', facts.title),
        line('申报单位', orBlank(facts.applicant)),
        line('对照码', facts.twinCode),
        line('内装', `纸质申报书 ${facts.paperCopies} 份；${electronic}`),
        line('联系人及电话', orBlank(facts.contact)),
        line('报送日期', BLANK_DATE),
      ],
    ),
  ];
}

/** Two, side by side: the second for the spare stick, or for the first when it was torn. */
function stickLabels(facts: DeliveryFacts): Block[] {
  const one = cell([
    `${orBlank(facts.applicant)}`,
    `${facts.programmeName}材料（电子版）`,
    `对照码 ${facts.twinCode}`,
    `联系 ${orBlank(facts.contact)}`,
    `日期${BLANK_DATE}`,
  ]);
  return [
    centred('U 盘标签（两张，裁下贴在 U 盘或封套上）', 'formHeading'),
    table([50, 50], [row(one, one)]),
  ];
}

/**
 * 送达回执 and labels, to be printed and carried along: the receipt twice on one page with a line to cut at, then
 * the labels for envelope and stick. Not part of the package: it is made after it, and signed on paper.
 */
export function composeReceipt(facts: DeliveryFacts, medium: ReceiptMedium): Book {
  const { applicant, programme, twinCode, title, incomplete } = facts;
  const book = { title, applicant, programme, twinCode, ...(incomplete ? { watermark: '草稿' } : {}) };
  const blocks: Block[] = [
    ...receipt(facts, medium, '申报单位'),
    { kind: 'space', heightPt: CUT_GAP },
    centred(CUT_LINE, 'footnote'),
    { kind: 'space', heightPt: CUT_GAP },
    ...receipt(facts, medium, '接收单位'),
    { kind: 'pageBreak' },
    ...envelopeLabel(facts, medium),
    { kind: 'space', heightPt: 28 },
    ...stickLabels(facts),
  ];
  // The halves carry titles of their own, the keeper in them.
  return printableBook({ ...sideBook(book, '送达回执', 'R', []), blocks });
}
