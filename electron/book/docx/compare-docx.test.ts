import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Block, Book, EvidencePages, ListBlock, ParagraphBlock, ParagraphStyle } from '../book.ts';
import { outlineOf } from './book-headings.ts';
import { compareDocxWithBook } from './compare-docx.ts';
import { readDocx } from './read-docx.ts';
import { sampleBook, samplePictures } from './sample-books.ts';
import { editDocx } from './testing/edit-docx.ts';
import { writeDocx } from './write-docx.ts';

const FONTS = { wordFamily: () => '仿宋' };
const EVIDENCE_PAGES: EvidencePages = new Map([['businessLicence', 20]]);
const book = sampleBook();
const headingPages = new Map(outlineOf(book).headings.map(({ heading: { id } }, index) => [id, index + 2]));
const pages = { headingPages, evidencePages: EVIDENCE_PAGES };
let bytes: Uint8Array;

beforeAll(async () => {
  bytes = await writeDocx(book, await samplePictures(), FONTS, EVIDENCE_PAGES, headingPages);
});

/** What the comparison says of the document after an edit of its body. */
async function after(
  edit: (xml: string) => string | undefined,
  part = 'word/document.xml',
): Promise<string[]> {
  return compareDocxWithBook(await readDocx(await editDocx(bytes, part, edit)), book, pages);
}

const paragraphWith = (text: string) => new RegExp(`<w:p>(?:(?!<w:p>).)*?${text}.*?</w:p>`, 'u');
const rowWith = (text: string) => new RegExp(`<w:tr>(?:(?!<w:tr>).)*?<w:t[^>]*>${text}</w:t>.*?</w:tr>`, 'u');

test('what was written is what the book says', async () => {
  expect(compareDocxWithBook(await readDocx(bytes), book, pages)).toEqual([]);
  expect(compareDocxWithBook(await readDocx(bytes), book)).toEqual([]);
});

test('a changed digit in a cell is found, with table, row and cell', async () => {
  expect(await after((xml) => xml.replace('>1200.50<', '>1200.60<'))).toEqual([
    '第2个表第6行第2格：应为“1200.50”，写出为“1200.60”',
  ]);
});

test('a changed character deep in a long cell is found and quoted', async () => {
  const differences = await after((xml) => xml.replace('第40步，数字化改造', '第40步，数宇化改造'));
  expect(differences.length).toBe(1);
  expect(differences[0]).toMatch(/^第2个表第9行第2格：应为“….*第40步，数字化.*”，写出为“….*第40步，数宇化/u);
});

test('a cell of a nested table is found', async () => {
  expect(await after((xml) => xml.replace('>良品率由92%升至98%<', '>良品率由92%升至99%<'))).toEqual([
    '第2个表第9行第2格第1个表第2行第3格：应为“…率由92%升至98%”，写出为“…率由92%升至99%”',
  ]);
});

test('a dropped row is one difference and its number', async () => {
  expect(await after((xml) => xml.replace(rowWith('场景7'), ''))).toEqual([
    '第1个表：应有41行，写出40行',
    expect.stringMatching(/^第1个表：缺少第8行“7\|场景7\|/u),
  ]);
});

test('a row that came twice is found', async () => {
  const differences = await after((xml) => xml.replace(rowWith('场景7'), '$&$&'));
  expect(differences).toContainEqual(expect.stringMatching(/^第1个表：多出一行“7\|场景7\|/u));
});

test('swapped paragraphs are found', async () => {
  const differences = await after((xml) => {
    const [first] = paragraphWith('（500字内）').exec(xml) ?? [''];
    const [second] = paragraphWith('成立于2012年').exec(xml) ?? [''];
    return xml.replace(first, '@').replace(second, first).replace('@', second);
  });
  expect(differences.length).toBe(2);
  expect(differences.join()).toMatch(/“一、企业基本情况”之下：缺少段落“/u);
  expect(differences.join()).toMatch(/“一、企业基本情况”之下：多出段落“/u);
});

test('a paragraph that moved under another heading is found', async () => {
  const differences = await after((xml) => {
    const [moved] = paragraphWith('我单位承诺所提交的材料真实、完整。').exec(xml) ?? [''];
    return xml.replace(moved, '').replace(paragraphWith('（500字内）'), `${moved}$&`);
  });
  expect(differences).toEqual([
    '“真实性承诺”之下：缺少段落“我单位承诺所提交的材料真实、完整。”',
    '“一、企业基本情况”之下：多出段落“我单位承诺所提交的材料真实、完整。”',
  ]);
});

test.each([
  [
    'a heading that became plain text',
    (xml: string) => xml.replace('"PartTitleOutline1"', '"PartTitle"'),
    /缺少标题“真实性承诺”/u,
  ],
  [
    'a heading of another level',
    (xml: string) => xml.replace('"Heading2"', '"Heading3"'),
    /标题“（一）分项”：应为2级，写出为3级/u,
  ],
  [
    'a lost picture',
    (xml: string) => xml.replace(/<w:drawing>.*?<\/w:drawing>/u, ''),
    /图片：应有2幅，写出1幅/u,
  ],
  [
    'a list item that lost its number',
    (xml: string) => xml.replace(/<w:numPr>.*?<\/w:numPr>/u, ''),
    /缺少列表项“1\.设备联网”/u,
  ],
  [
    'a merged cell that came apart',
    (xml: string) => xml.replace('<w:gridSpan w:val="5"/>', ''),
    /应占1行5列，写出占1行1列/u,
  ],
  ['a span that was cut', (xml: string) => xml.replace('<w:vMerge w:val="continue"/>', ''), /应占3行1列/u],
  ['a ticked box that became empty', (xml: string) => xml.replace('☑</w:t>', '□</w:t>'), /写出为“.*□/u],
  [
    'a wrong page in the contents',
    (xml: string) => xml.replace('>6</w:t>', '>66</w:t>'),
    /目录“申报表”：页码应为“6”，写出为“66”/u,
  ],
  [
    'a wrong page of the evidence',
    (xml: string) => xml.replaceAll('>20</w:t>', '>21</w:t>'),
    /页码应为“20”，写出为“21”/u,
  ],
  [
    'a line hidden in an empty space',
    (xml: string) => xml.replace(/<w:pStyle w:val="Spacer"\/>.*?<\/w:pPr>/u, '$&<w:r><w:t>夹带</w:t></w:r>'),
    /文首：多出段落“夹带”/u,
  ],
])('%s is found', async (_name, edit, expected) => {
  expect((await after(edit)).join('\n')).toMatch(expected);
});

test('a footer with another twin code, other properties and a missing picture file are found', async () => {
  const footer = await after((xml) => xml.replace('7K3M-9QXZ', '7K3M-9QX2'), 'word/footer1.xml');
  expect(footer.join()).toMatch(/页脚：应有“对照码 7K3M-9QXZ”/u);
  const title = await after((xml) => xml.replace('标杆企业申报书', '标杆'), 'docProps/core.xml');
  expect(title.join()).toMatch(/文档属性“标题”/u);
  const unlinked = await after(
    (xml) => xml.replaceAll(/media\/[^"]+/gu, 'media/none.png'),
    'word/_rels/document.xml.rels',
  );
  expect(unlinked).toContain('图片：应有2幅，写出0幅');
});

/** Any string, control characters and halves of pairs among them, and such as forms have. */
const text = fc.oneof(
  fc.constantFrom('', '☑是 □否', '张㛃、𬭎', '（一）', '<w:t>&amp;', ' 前后空格 ', '一行\n二行\t三', '12.50'),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const style = fc.constantFrom<ParagraphStyle>(
  'body',
  'bodyFlush',
  'formBody',
  'formValue',
  'tableCell',
  'hint',
);
const paragraphArbitrary: fc.Arbitrary<ParagraphBlock> = fc.record(
  {
    kind: fc.constant('paragraph' as const),
    style,
    runs: fc.array(fc.record({ text, bold: fc.boolean() }), { maxLength: 3 }),
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    indent: fc.boolean(),
  },
  { requiredKeys: ['kind', 'style', 'runs'] },
);
const { list, block } = fc.letrec<{ list: ListBlock; table: Block; block: Block }>((tie) => ({
  list: fc.record({
    kind: fc.constant('list' as const),
    ordered: fc.boolean(),
    start: fc.integer({ min: 0, max: 25 }),
    items: fc.array(
      fc.record({
        blocks: fc.array(fc.oneof({ maxDepth: 2 }, paragraphArbitrary, tie('list')), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  }),
  table: fc.record({
    kind: fc.constant('table' as const),
    role: fc.constantFrom('form' as const, 'data' as const),
    columns: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 4 }),
    rows: fc.array(
      fc.record({
        cells: fc.array(
          fc.record({
            blocks: fc.array(tie('block'), { maxLength: 2 }),
            columnSpan: fc.integer({ min: 1, max: 4 }),
            rowSpan: fc.integer({ min: 1, max: 4 }),
            align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
            verticalAlign: fc.constantFrom('top' as const, 'center' as const),
          }),
          { maxLength: 4 },
        ),
        header: fc.boolean(),
        flows: fc.boolean(),
        keepWithNext: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
  }),
  block: fc.oneof(
    { maxDepth: 2 },
    paragraphArbitrary,
    fc.record({
      kind: fc.constant('boundPage' as const),
      style,
      key: fc.constantFrom('businessLicence', 'other'),
    }),
    fc.record({
      kind: fc.constant('figure' as const),
      file: fc.constantFrom('figures/架构.png', 'figures/看板.png'),
      widthPt: fc.integer({ min: 10, max: 900 }),
      heightPt: fc.integer({ min: 10, max: 600 }),
      caption: text,
    }),
    tie('list'),
    tie('table'),
  ),
}));
const topBlock: fc.Arbitrary<Block> = fc.oneof(
  block,
  list,
  fc.constant({ kind: 'pageBreak' as const }),
  fc.record({ kind: fc.constant('space' as const), heightPt: fc.integer({ min: 0, max: 900 }) }),
  fc.record({
    kind: fc.constant('contents' as const),
    title: text,
    evidenceTitle: text,
    evidence: fc.array(fc.record({ item: text, text }), { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const),
    text,
    id: fc.uuid(),
    style: fc.constantFrom('title' as const, 'heading1' as const, 'heading2' as const, 'heading3' as const),
    inContents: fc.boolean(),
    startsPage: fc.boolean(),
    silent: fc.boolean(),
  }),
);
const bookArbitrary: fc.Arbitrary<Book> = fc.record({
  title: text,
  applicant: text,
  programme: fc.constant('product' as const),
  twinCode: fc.constant('ABCD-1234'),
  watermark: fc.constantFrom('', '草稿'),
  blocks: fc.array(topBlock, { maxLength: 8 }),
  evidence: fc.constant([]),
});

test('any book survives writing and reading without a difference', async () => {
  const pictures = await samplePictures();
  await fc.assert(
    fc.asyncProperty(bookArbitrary, async (any) => {
      const written = await writeDocx(any, pictures, FONTS, EVIDENCE_PAGES, new Map());
      expect(compareDocxWithBook(await readDocx(written), any)).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 60_000);
