import validate from '@ooxml-tools/validate';
import { expect, test } from 'vitest';
import type { Block, Book } from '../book.ts';
import { TEXT_WIDTH } from '../layout.ts';
import { outlineOf } from './book-headings.ts';
import { readDocx } from './read-docx.ts';
import { cell, heading, paragraph, row, sampleBook, samplePictures } from './sample-books.ts';
import { editDocx, partText, unzipDocx } from './testing/edit-docx.ts';
import { writeDocx } from './write-docx.ts';
import { descendants, elements, parseXml, textOf } from './xml-tree.ts';

const FONTS = { wordFamily: () => '仿宋' };

function pagesOf(book: Book): Map<string, number> {
  return new Map(outlineOf(book).headings.map(({ heading: { id } }, index) => [id, index + 2]));
}

async function write(book: Book): Promise<Uint8Array> {
  const evidencePages = new Map([['businessLicence', 20]]);
  return writeDocx(book, await samplePictures(), FONTS, evidencePages, pagesOf(book));
}

const withBlocks = (...blocks: Block[]) => sampleBook({ blocks });

async function faults(bytes: Uint8Array): Promise<string[]> {
  return (await validate(new Uint8Array(bytes), 'docx')).map((fault) => JSON.stringify(fault));
}

test('the document obeys the schema of Word, with watermark, without blocks and with hostile text', async () => {
  const hostile = '\u0000\u0007]]>&amp;<w:p/>"\ud842\uffff\u202e甲\t乙\n丙';
  const books = [
    sampleBook(),
    sampleBook({ watermark: '草稿' }),
    withBlocks(),
    sampleBook({
      title: hostile,
      applicant: hostile,
      watermark: hostile,
      blocks: [
        {
          kind: 'contents',
          title: hostile,
          evidenceTitle: hostile,
          evidence: [{ item: 'a', text: hostile }],
        },
        heading('a', hostile),
        paragraph(hostile),
        { kind: 'table', role: 'form', columns: [100], rows: [row([cell(hostile)])] },
        { kind: 'figure', file: 'figures/架构.png', widthPt: 100, heightPt: 50, caption: hostile },
      ],
    }),
    // Spans beyond the edges, rows without cells, tables that touch, a table and a list alone in a cell.
    withBlocks(
      {
        kind: 'table',
        role: 'data',
        columns: [100, 100],
        rows: [
          row([cell('甲', { columnSpan: 9, rowSpan: 9 })]),
          row([]),
          row([cell('乙'), cell('丙'), cell('丁')]),
        ],
      },
      {
        kind: 'table',
        role: 'data',
        columns: [],
        rows: [row([cell([{ kind: 'table', role: 'data', columns: [900], rows: [row([cell('内')])] }])])],
      },
      { kind: 'table', role: 'data', columns: [50], rows: [] },
      { kind: 'list', ordered: true, start: 0, items: [{ blocks: [] }] },
      { kind: 'pageBreak' },
    ),
  ];
  for (const book of books) expect(await faults(await write(book))).toEqual([]);
  const broken = await editDocx(await write(sampleBook()), 'word/document.xml', (xml) =>
    xml.replace('<w:tblGrid>', '<w:tblGrid><w:p/>'),
  );
  expect(await faults(broken)).not.toEqual([]);
}, 60_000);

test('the contents are filled in, ask nothing on opening, and update by outline level', async () => {
  const book = sampleBook();
  const bytes = await write(book);
  const document = await partText(bytes, 'word/document.xml');
  const fields = [...descendants(parseXml(document), 'w:instrText')].map((field) => textOf(field).trim());
  expect(fields[0]).toBe('TOC \\o "1-2" \\h \\z \\u');
  expect(document).not.toMatch(/w:dirty=/u);
  expect(await partText(bytes, 'word/settings.xml')).not.toContain('updateFields');
  const { blocks } = await readDocx(bytes);
  expect(blocks.find((block) => block.kind === 'contents')).toEqual({
    kind: 'contents',
    entries: [
      { level: 1, text: '真实性承诺', page: '2' },
      { level: 1, text: '一、企业基本情况', page: '3' },
      { level: 2, text: '（一）分项', page: '5' },
      { level: 1, text: '申报表', page: '6' },
      { level: 1, text: '一、基本信息', page: '7' },
      { level: 1, text: '二、实施情况', page: '8' },
      { level: 1, text: '六、相关证明材料', page: '9' },
    ],
  });
  expect(blocks.filter((block) => block.kind === 'leaderLine')).toEqual([
    { kind: 'leaderLine', text: '（一）营业执照', page: '20' },
    { kind: 'leaderLine', text: '（二）审计报告', page: '—' },
  ]);
});

test('each entry of the contents points to a bookmark that exists once', async () => {
  const document = await partText(await write(sampleBook()), 'word/document.xml');
  const bookmarks = [...document.matchAll(/<w:bookmarkStart w:name="([^"]+)"/gu)].map((match) => match[1]);
  const anchors = [...document.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/gu)].map((match) => match[1]);
  expect(anchors.length).toBe(7);
  expect(new Set(bookmarks).size).toBe(bookmarks.length);
  expect(bookmarks).toEqual(expect.arrayContaining(anchors));
});

test("a heading that the 目录 leaves out keeps its style but lies below the depth that Word's update takes", async () => {
  const book = withBlocks(
    { kind: 'contents', title: '目录', evidenceTitle: '', evidence: [] },
    heading('a', '一、总则'),
    heading('b', '（一）自拟', { level: 2, inContents: false }),
    heading('c', '（二）列入', { level: 2 }),
    heading('d', '1.深层', { level: 3, inContents: false }),
  );
  const bytes = await write(book);
  const styles = parseXml(await partText(bytes, 'word/styles.xml'));
  const unlisted = elements(styles).find((style) => style.attributes['w:styleId'] === 'Heading2Unlisted2');
  expect([...descendants(unlisted ?? styles, 'w:basedOn')][0]?.attributes['w:val']).toBe('Heading2');
  expect([...descendants(unlisted ?? styles, 'w:outlineLvl')][0]?.attributes['w:val']).toBe('2');
  expect((await readDocx(bytes)).headings.map(({ level, text }) => `${level}${text}`)).toEqual([
    '1一、总则',
    '2（一）自拟',
    '2（二）列入',
    '31.深层',
  ]);
});

test('a heading printed by a row of the form is a heading of the outline at that row', async () => {
  const { headings } = await readDocx(await write(sampleBook()));
  expect(headings).toContainEqual({ level: 1, text: '二、实施情况' });
});

test('a silent heading takes the line that prints its words, or hides', async () => {
  const book = withBlocks(
    heading('a', '申报表', { silent: true }),
    paragraph('申 报 表', 'title'),
    heading('b', '没有印出的标题', { silent: true }),
    paragraph('正文'),
  );
  const bytes = await write(book);
  const { headings, blocks } = await readDocx(bytes);
  expect(headings.map(({ text }) => text)).toEqual(['申 报 表', '没有印出的标题']);
  expect(blocks.length).toBe(3);
  expect(await partText(bytes, 'word/document.xml')).toContain('<w:pStyle w:val="HiddenHeadingOutline1"/>');
});

test('column widths stand in the grid and in every cell, and add up to the text', async () => {
  const document = parseXml(await partText(await write(sampleBook()), 'word/document.xml'));
  const tables = [...descendants(document, 'w:tbl')];
  expect(tables.length).toBe(3);
  for (const table of tables) {
    const grid = [...descendants(elements(table)[1] ?? table, 'w:gridCol')].map((column) =>
      Number(column.attributes['w:w']),
    );
    const total = grid.reduce((sum, width) => sum + width, 0);
    for (const each of elements(table).filter(({ name }) => name === 'w:tr')) {
      const cells = elements(each).filter(({ name }) => name === 'w:tc');
      const widths = cells.map((one) => Number([...descendants(one, 'w:tcW')][0]?.attributes['w:w']));
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(total);
    }
  }
  const first = [...descendants(tables[0] ?? document, 'w:gridCol')].map(({ attributes }) =>
    Number(attributes['w:w']),
  );
  expect(first.reduce((sum, width) => sum + width, 0)).toBe(Math.round(TEXT_WIDTH * 20));
});

test('a table and a picture in a cell are shrunk to the inside of the cell, proportions kept', async () => {
  const book = withBlocks({
    kind: 'table',
    role: 'form',
    columns: [110.8],
    rows: [
      row([
        cell([
          { kind: 'table', role: 'data', columns: [300, 100], rows: [row([cell('甲'), cell('乙')])] },
          { kind: 'figure', file: 'figures/架构.png', widthPt: 400, heightPt: 225, caption: '图1' },
        ]),
      ]),
    ],
  });
  const document = await partText(await write(book), 'word/document.xml');
  // 110.8 pt less the paddings of 5.4 pt on both sides is 100 pt.
  expect([...document.matchAll(/<w:gridCol w:w="(\d+)"/gu)].map((match) => match[1])).toEqual([
    '2216',
    '1500',
    '500',
  ]);
  expect(document).toContain(`<wp:extent cx="${100 * 12700}" cy="${56.25 * 12700}"/>`);
});

test('rows stay whole unless they flow, heads repeat, rows that a span joins keep together', async () => {
  const book = withBlocks({
    kind: 'table',
    role: 'form',
    columns: [200, 200],
    rows: [
      row([cell('头'), cell('头')], { header: true }),
      row([cell('跨', { rowSpan: 2 }), cell('一')]),
      row([cell('二')]),
      row([cell('长'), cell('文')], { flows: true }),
    ],
  });
  const document = parseXml(await partText(await write(book), 'word/document.xml'));
  const rows = [...descendants(document, 'w:tr')].map((each) => ({
    whole: [...descendants(each, 'w:cantSplit')].length > 0,
    head: [...descendants(each, 'w:tblHeader')].length > 0,
    keeps: [...descendants(each, 'w:keepNext')].length > 0,
  }));
  expect(rows).toEqual([
    { whole: true, head: true, keeps: false },
    { whole: true, head: false, keeps: true },
    { whole: true, head: false, keeps: false },
    { whole: false, head: false, keeps: false },
  ]);
});

test('a small table of the applicant stays whole, a longer one may go over the page', async () => {
  const rows = (count: number) => [
    row([cell('头')], { header: true }),
    ...Array.from({ length: count }, (_, index) => row([cell(`第${index + 1}行`)])),
  ];
  const keeps = async (role: 'data' | 'form', count: number) => {
    const bytes = await write(withBlocks({ kind: 'table', role, columns: [200], rows: rows(count) }));
    const document = parseXml(await partText(bytes, 'word/document.xml'));
    return [...descendants(document, 'w:tr')].map((each) => [...descendants(each, 'w:keepNext')].length > 0);
  };
  expect(await keeps('data', 4)).toEqual([true, true, true, true, false]);
  expect(await keeps('data', 5)).toEqual([false, false, false, false, false, false]);
  expect(await keeps('form', 2)).toEqual([false, false, false]);
});

test('two tables one after another stand apart', async () => {
  const table: Block = { kind: 'table', role: 'data', columns: [200], rows: [row([cell('甲')])] };
  const document = parseXml(await partText(await write(withBlocks(table, table)), 'word/document.xml'));
  const between = elements(elements(document)[0] ?? document)[1];
  const pitch = [...descendants(between ?? document, 'w:spacing')][0]?.attributes;
  expect([pitch?.['w:line'], pitch?.['w:lineRule']]).toEqual(['120', 'exact']);
});

test('a heading inside a cell keeps its lines together', async () => {
  const title = { ...paragraph('案例1：很长的标题', 'formBody'), keepWithNext: true };
  const book = withBlocks({
    kind: 'table',
    role: 'form',
    columns: [200],
    rows: [row([cell([title, paragraph('正文', 'formBody')])], { flows: true })],
  });
  const document = parseXml(await partText(await write(book), 'word/document.xml'));
  const kept = [...descendants(document, 'w:p')].map((each) => [...descendants(each, 'w:keepLines')].length);
  expect(kept.slice(0, 2)).toEqual([1, 0]);
});

test('no style lets Word control widows, which the PDF does not', async () => {
  const styles = parseXml(await partText(await write(sampleBook()), 'word/styles.xml'));
  const paragraphs = elements(styles).filter(
    ({ name, attributes }) => name === 'w:docDefaults' || attributes['w:type'] === 'paragraph',
  );
  expect(paragraphs.length).toBeGreaterThan(20);
  for (const style of paragraphs)
    expect([...descendants(style, 'w:widowControl')].map(({ attributes }) => attributes['w:val'])).toEqual([
      '0',
    ]);
});

test('bullets are drawn in the font of the check boxes: in Chinese fonts • is a speck', async () => {
  const numbering = parseXml(await partText(await write(sampleBook()), 'word/numbering.xml'));
  const fonts = [...descendants(numbering, 'w:lvl')].map((level) => ({
    text: [...descendants(level, 'w:lvlText')][0]?.attributes['w:val'],
    font: [...descendants(level, 'w:rFonts')][0]?.attributes['w:eastAsia'],
  }));
  const families = (marker: string) =>
    new Set(fonts.filter(({ text }) => text === marker).map(({ font }) => font));
  expect([families('•'), families('–'), families('%1.')]).toEqual([
    new Set(['Segoe UI Symbol']),
    new Set(['仿宋']),
    new Set(['仿宋']),
  ]);
});

test('every list counts from its own start, with the markers of its depth', async () => {
  const { blocks } = await readDocx(await write(sampleBook()));
  const items = blocks.flatMap((block) =>
    block.kind === 'listItem' ? [`${block.marker}${block.text}`] : [],
  );
  expect(items).toEqual([
    '1.设备联网',
    '2.数据治理',
    '（1）主数据',
    '（2）指标口径',
    '③口径甲',
    '4.第四项',
    '5.第五项',
    '•看板',
    '–大屏',
  ]);
});

test('lines of a list item hang below its text, whatever indent its paragraphs ask for', async () => {
  const item = (text: string) => ({ ...paragraph(text, 'formBody'), indent: false });
  const bytes = await write(
    withBlocks({ kind: 'list', ordered: false, start: 1, items: [{ blocks: [item('首段'), item('续段')] }] }),
  );
  const document = parseXml(await partText(bytes, 'word/document.xml'));
  const indents = [...descendants(document, 'w:p')].map((each) =>
    [...descendants(each, 'w:ind')].map(({ attributes }) => attributes),
  );
  // 小四: the text begins two 字 in, the marker half a 字 in; the first paragraph takes both from the numbering.
  expect(indents).toEqual([[], [{ 'w:left': '480' }]]);
  const numbering = parseXml(await partText(bytes, 'word/numbering.xml'));
  const levels = [...descendants(numbering, 'w:lvl')].flatMap((each) =>
    [...descendants(each, 'w:ind')].map(
      ({ attributes }) => `${attributes['w:left']} ${attributes['w:hanging']}`,
    ),
  );
  expect(levels).toContain('480 360');
});

test('text uses styles: no run of the body names a font or a size', async () => {
  const bytes = await write(sampleBook());
  const document = await partText(bytes, 'word/document.xml');
  expect(document).not.toMatch(/<w:rFonts [^>]*(?:ascii|hAnsi|eastAsia|cs)=|<w:sz /u);
  expect(document).toMatch(/<w:rFonts w:hint="eastAsia"\/><\/w:rPr><w:t[^>]*>，“专精特新”/u);
  expect(document).toMatch(/<w:rStyle w:val="CheckBox"\/><\/w:rPr><w:t[^>]*>☑</u);
  expect(await partText(bytes, 'word/styles.xml')).toContain('w:eastAsia="仿宋"');
});

test('pages are numbered at the outer edge, the cover shows the twin code alone, every page has it', async () => {
  const { footers, watermarks, properties } = await readDocx(await write(sampleBook()));
  expect(footers.get('first')).toEqual({ text: '对照码 7K3M-9QXZ', hasPageNumber: false });
  expect(footers.get('default')).toEqual({ text: '对照码 7K3M-9QXZ\t—  —', hasPageNumber: true });
  expect(footers.get('even')).toEqual({ text: '—  —\t对照码 7K3M-9QXZ', hasPageNumber: true });
  expect(watermarks.size).toBe(0);
  expect(properties).toEqual({
    title: '重庆市中小企业数字化转型标杆企业申报书',
    subject: '重庆示例𬭎业有限公司（示例） 申报书',
    creator: '重庆示例𬭎业有限公司（示例）',
    keywords: '对照码 7K3M-9QXZ',
  });
});

test('a draft carries its watermark on every kind of page', async () => {
  const { watermarks } = await readDocx(await write(sampleBook({ watermark: '草稿' })));
  expect([...watermarks]).toEqual([
    ['default', '草稿'],
    ['first', '草稿'],
    ['even', '草稿'],
  ]);
});

test('two exports say the same, part by part', async () => {
  const volatile = new Set(['docProps/core.xml']);
  const [one, two] = await Promise.all(
    [write(sampleBook()), write(sampleBook())].map(async (each) => unzipDocx(await each)),
  );
  const text = (parts: Map<string, Buffer> | undefined) =>
    [...(parts ?? [])]
      .filter(([name]) => !volatile.has(name))
      // Ids of bookmarks, pictures and lists run on within one process.
      .map(
        ([name, content]) =>
          `${name} ${content.toString('utf8').replace(/(w:id|id|w15:restartNumberingAfterBreak|w:numId w:val)="\d+"/gu, '')}`,
      );
  expect(text(one)).toEqual(text(two));
});

test('a cancelled export stops', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(
    writeDocx(sampleBook(), await samplePictures(), FONTS, new Map(), new Map(), controller.signal),
  ).rejects.toMatchObject({ code: 'cancelled' });
});
