import { expect, test } from 'vitest';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { WITHOUT_SPOT } from '../../shared/seal-guide/words.ts';
import type { Block, Book, HeadingBlock } from '../book/book.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { measurePdf } from '../book/pdf/write-pdf.ts';
import { type BindingInput, composeBinding } from './binding-book.ts';
import { figuresOfBook } from './lay-out-book.ts';
import { type GuidePlace, pagePictureKey, sealSheet } from './seal-sheet.ts';

function heading(id: string, text: string): HeadingBlock {
  return { kind: 'heading', level: 1, text, id, style: 'heading1', inContents: true, startsPage: true };
}

function bookOf(more: Partial<Book> = {}): Book {
  return {
    title: '2025年重庆市中小企业数字化转型标杆企业申报书',
    applicant: '重庆示例',
    programme: 'benchmark',
    twinCode: '7K3M-9QXZ',
    blocks: [
      heading('a', '真实性承诺'),
      { kind: 'pageBreak' },
      { kind: 'contents', title: '目录', evidenceTitle: '佐证材料', evidence: [] },
      heading('b', '一、企业基本情况'),
    ],
    evidence: [],
    ...more,
  };
}

/** The lines of the paper; a row of a table is one line, its cells between bars. */
function linesOf(more: Partial<BindingInput> = {}): string[] {
  const { blocks } = composeBinding({
    book: bookOf(),
    notice: NOTICE,
    places: [],
    pictures: new Map(),
    headingPages: new Map([
      ['a', 2],
      ['b', 4],
    ]),
    evidencePages: new Map(),
    bookPages: 24,
    boundPages: 240,
    colourPages: [],
    scanPages: [],
    ...more,
  });
  return blocks.flatMap(lines);
}

function lines(block: Block): string[] {
  if (block.kind === 'heading') return [block.text];
  if (block.kind === 'paragraph') return [block.runs.map((run) => run.text).join('')];
  if (block.kind === 'figure') return [block.file];
  if (block.kind !== 'table') return [];
  return block.rows.map((row) => row.cells.flatMap((cell) => cell.blocks.flatMap(lines)).join('|'));
}

const spine = (found: string[]) => found.find((line) => line.includes('书脊文字'));

test('the spine names the year once', () => {
  expect(spine(linesOf())).toMatch(/书脊文字：2025年重庆市中小企业数字化转型标杆企业申报书　重庆示例。$/u);
  const book = bookOf({ title: '数字化产品申报书' });
  expect(spine(linesOf({ book }))).toMatch(/书脊文字：数字化产品申报书　重庆示例　2025年。$/u);
});

test('the 目录 stands in the order of binding where its page is known, and nowhere else', () => {
  const order = (next: number) =>
    linesOf({
      headingPages: new Map([
        ['a', 2],
        ['b', next],
      ]),
    })
      .filter((line) => /^□ \d+\|/u.test(line))
      .map((line) => line.replaceAll('□ ', ''));
  expect(order(4)).toEqual(['1|封面|1|3|目录|3', '2|真实性承诺|2|4|一、企业基本情况|4']);
  expect(order(5)).toEqual(['1|封面|1|3|一、企业基本情况|5', '2|真实性承诺|2|||']);
});

test('PDFs whose colours are for a person to judge are listed by item and page, not by file name', () => {
  const file = (path: string) => ({
    ...({ kind: 'file', path, name: `很长的文件名-${path}.pdf`, slotLabel: '' } as const),
    ...({ rotate: 0, pageCount: 2 } as const),
  });
  const item = (id: string, number: string, paths: string[]) => ({
    ...{ item: id, number, label: `${id}的全称`, shortName: id },
    entries: paths.map(file),
  });
  const book = bookOf({
    evidence: [
      item('审计报告', '（二）', ['a', 'b']),
      item('照片', '（三）', ['c']),
      item('合同', '（四）', ['d']),
      item('报告', '（五）', ['e']),
    ],
  });
  const found = linesOf({
    book,
    evidencePages: new Map([
      ['a', 28],
      ['b', 30],
      ['c', 33],
      ['d', 35],
      ['e', 38],
    ]),
    scanPages: [
      { name: 'a.pdf', from: 28, to: 29 },
      { name: 'b.pdf', from: 30, to: 31 },
      { name: 'd.pdf', from: 35, to: 35 },
      { name: 'e.pdf', from: 38, to: 39 },
    ],
  });
  expect(found.find((line) => line.startsWith('彩色页'))).toMatch(
    /以下 PDF 材料请按原件决定是否彩印：（二）第 28—31 页；（四）第 35 页；（五）第 38—39 页。$/u,
  );
  expect(linesOf().join('')).not.toContain('按原件决定');
});

const PICTURE = { bytes: new Uint8Array(), format: 'jpeg', widthPx: 580, heightPx: 820 } as const;
const SPOT = { shape: 'circle', x: 200, y: 300, widthPt: 113, heightPt: 113 } as const;
const place = (number: number, page: number | null, spot: GuidePlace['spot'] = SPOT): GuidePlace => ({
  ...{ number, where: `位置${number}`, what: '加盖单位公章（鲜章）', page, spot },
});

test('a place stands beside its page’s thumbnail with boxes for both copies; places of one page share it', () => {
  const found = linesOf({
    places: [place(1, 1), place(2, 2), place(3, 2), place(4, 40, null), place(5, null, null)],
    pictures: new Map([1, 2, 40].map((page) => [pagePictureKey(page), PICTURE])),
  });
  const at = found.indexOf('页面|标记|位置和要求|逐份打勾');
  const where = (line = '') => line.replace(/\|加盖.*$/u, '');
  expect(found.slice(at + 1, at + 6).map(where)).toEqual([
    'seal-page/1|第 1 页|1|位置1',
    'seal-page/2|第 2 页|2|位置2',
    '3|位置3',
    'seal-page/40|第 40 页|4|位置4',
    '页码见目录|5|位置5',
  ]);
  for (const line of found.slice(at + 1, at + 6)) expect(line).toMatch(/\|第一份 □\|第二份 □$/u);
  expect(found).toContain(`标记 4—5 ${WITHOUT_SPOT}`);
  expect(found.join('\n')).toMatch(/□ 加盖骑缝章.*扇形/u);
});

test('with many places of evidence the thumbnails shrink, and without any all is told in words', () => {
  const places = Array.from({ length: 5 }, (_, index) => place(index + 1, index + 1, null));
  const heights = (count: number) => {
    const pictures = new Map(
      places.slice(0, count).map(({ page }) => [pagePictureKey(page ?? 0), PICTURE] as const),
    );
    return figuresOfBook(sealSheet(places, pictures, 2)).map(({ heightPt }) => heightPt);
  };
  expect(heights(0)).toEqual([]);
  expect(heights(1)[0]).toBeGreaterThan(heights(4)[0] ?? 0);
  expect(Math.min(...heights(5))).toBeGreaterThan(70);
});

test.each([
  '重庆示例智能科技有限公司',
  '重庆两江新区陆海新通道国际智能制造装备与工业互联网平台研究院（集团）控股股份有限责任公司北碚蔡家岗智慧产业园第一分公司',
])('each sheet of %s stays one page: a thick book, many materials, two to be sealed', async (applicant) => {
  const names = ['营业执照复印件', '2024年度经营数据佐证', '自主专利技术证明', '应用典型案例佐证'];
  const evidence = [...names, ...names].map((shortName, index) => ({
    ...{ item: `i${index}`, number: `（${index + 1}）`, label: shortName, shortName },
    entries: [
      {
        ...({ kind: 'file', path: `p${index}`, name: '扫描件.pdf', slotLabel: '' } as const),
        ...({ rotate: 0, pageCount: 30 } as const),
      },
    ],
  }));
  const parts = [
    '申报表',
    '一、企业基本情况',
    '二、数字化改造项目实施情况',
    '三、数字化经营应用场景',
    '四、成效',
  ];
  const book = bookOf({
    applicant,
    evidence,
    blocks: parts.map((text, index) => heading(`h${index}`, text)),
  });
  const from = (index: number) => 40 + index * 40;
  const pictured = [1, 2, 41, 81];
  const composed = composeBinding({
    ...{ book, notice: NOTICE, bookPages: 38, boundPages: 400, colourPages: [3, 8, 9, 15, 41, 77, 90] },
    headingPages: new Map(parts.map((_, index) => [`h${index}`, 4 + index])),
    evidencePages: new Map(
      evidence.flatMap(({ item }, index) => [
        [item, from(index)],
        [`p${index}`, from(index) + 1],
      ]),
    ),
    scanPages: evidence.map((_, index) => ({ name: 'x', from: from(index) + 1, to: from(index) + 30 })),
    places: [1, 2, 2, 2, 41, 81].map((page, index) => ({
      ...place(index + 1, page, page > 2 ? null : SPOT),
      ...(page > 2 ? { where: '（2）重庆示例智能科技有限公司2024年度财务报表（扫描件）.pdf' } : {}),
    })),
    pictures: new Map(pictured.map((page) => [pagePictureKey(page), PICTURE])),
  });
  const measured = measurePdf(composed, new Map(), await loadBookFonts({ installed: false }));
  expect(measured.pageCount).toBe(2);
});
