import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadBookFonts } from '../fonts.ts';
import { breakLines, type Line, type LineOptions } from './break-lines.ts';

const fonts = await loadBookFonts({ installed: false });
const options = (more: Partial<LineOptions> = {}): LineOptions => ({
  sizePt: 16,
  widthPt: 442.2,
  indentPt: 32,
  align: 'justify',
  hanging: true,
  chain: (bold) => fonts.chain('fangsong', bold),
  ...more,
});
const textOf = (line: Line | undefined): string => line?.pieces.map((piece) => piece.text).join('') ?? '';
const linesOf = (text: string, more: Partial<LineOptions> = {}): string[] =>
  breakLines([{ text }], options(more)).map(textOf);

const HAN = '重庆市企业数字化转型改造项目龚䶮张㛃𬭎𫖯';
const sentence = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...HAN) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('MES', 'ERP系统', '2024', '98.5%', '☑', '□', ' ', 'ISO/IEC 27001'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('，', '。', '、', '；', '：', '”', '》', '）', '？', '——', '……'),
      },
      { weight: 1, arbitrary: fc.constantFrom('“', '《', '（') },
    ),
    { minLength: 1, maxLength: 400 },
  )
  .map((parts) => parts.join(''));
/** Chains of punctuation longer than a line cannot be kept together; real text has none of more than a few. */
const sensible = sentence.filter((text) => !/[，。、；：”》）？“《（—…%]{7,}/.test(text.replaceAll(' ', '')));

test.each([442.2, 300, 120])(
  'no line of %d pt begins or ends with forbidden punctuation, also between fonts',
  (widthPt) => {
    fc.assert(
      fc.property(sensible, fc.boolean(), fc.boolean(), (text, hanging, bold) => {
        const half = Math.floor([...text].length / 2);
        const runs = [
          { text: [...text].slice(0, half).join('') },
          { text: [...text].slice(half).join(''), bold },
        ];
        const lines = breakLines(runs, options({ widthPt, hanging })).map(textOf);
        lines.slice(1).forEach((line) => expect(line).not.toMatch(/^[，。、；：”》）？%…—]/));
        lines.slice(0, -1).forEach((line) => expect(line.trimEnd()).not.toMatch(/[“《（]$/));
      }),
      { numRuns: 150 },
    );
  },
);

test('a word wider than its line is cut where no mark comes to a line’s start', () => {
  const narrow = { widthPt: 120, hanging: false };
  expect(linesOf('98.5%，……重庆', narrow).slice(1).join('|')).not.toMatch(/(^|\|)[，…%]/);
  expect(
    linesOf('ABCDEFGHIJKLMNOPQ，甲', { widthPt: 100, indentPt: 0, hanging: false }).join('|'),
  ).not.toContain('|，');
});

test('no text is lost but blanks at a line’s end, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.oneof(sentence, fc.string({ unit: 'grapheme', maxLength: 200 })),
      fc.integer({ min: 20, max: 450 }),
      (text, widthPt) => {
        const kept = /[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
        expect(linesOf(text, { widthPt, indentPt: 0 }).join('').replace(kept, '')).toBe(
          text.replace(kept, ''),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('nothing sticks out of the line but one hanging ，。、；：？！', () => {
  fc.assert(
    fc.property(sensible, (text) => {
      for (const line of breakLines([{ text }], options())) {
        const last = line.pieces.at(-1);
        if (last === undefined) continue;
        const end = last.x + last.widthPt;
        expect(end).toBeLessThan(442.2 + (/[，。、；：？！]$/.test(last.text) ? 16.1 : 0.1));
      }
    }),
    { numRuns: 100 },
  );
});

test('curly quotes keep to what they enclose', () => {
  const lines = linesOf('税务登记号码为向“33618”现场核查的结果，并由“专精特新”企业“小巨人”负责，不得外传。', {
    widthPt: 130,
    indentPt: 0,
  });
  for (const line of lines.slice(1)) expect(line).not.toMatch(/^”/);
  for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/“$/);
});

test('words, numbers and pairs of dashes stay whole; long codes are cut at the edge', () => {
  for (let widthPt = 60; widthPt < 210; widthPt += 7) {
    const lines = linesOf('企业自2024年起建设ManufacturingSystem平台——先进……', { widthPt, indentPt: 0 });
    const whole = lines.join('|');
    expect(whole).toContain('2024');
    expect(whole).not.toMatch(/—\|—|…\|…/);
    if (widthPt > 180) expect(whole).toContain('ManufacturingSystem');
  }
  expect(linesOf('9'.repeat(100), { widthPt: 100, indentPt: 0 }).length).toBeGreaterThan(5);
});

test('white between Chinese and Latin stands in its place, last lines included, and is no character', () => {
  const [line] = breakLines([{ text: '约19次，OEE为78.9%。' }], options({ indentPt: 0 }));
  expect(textOf(line)).toBe('约19次，OEE为78.9%。');
  const pieces = line?.pieces ?? [];
  expect(pieces.map((piece) => piece.text)).toEqual(['约', '19', '次，OEE', '为', '78.9%。']);
  const gaps = pieces
    .slice(1)
    .map((piece, index) => piece.x - (pieces[index]?.x ?? 0) - (pieces[index]?.widthPt ?? 0));
  for (const gap of gaps) expect(gap).toBeCloseTo(0.2 * 16, 6);
});

test('a justified line stretches only what its white between Chinese and Latin leaves', () => {
  const text = `${'企业约19次'.repeat(5)}全年累计`;
  const natural = breakLines([{ text }], options({ indentPt: 0, widthPt: 2000 }))[0]?.widthPt ?? 0;
  const [line] = breakLines([{ text: `${text}企业` }], options({ indentPt: 0, widthPt: natural + 8 }));
  expect(textOf(line)).toBe(text);
  const end = line?.pieces.at(-1);
  expect((end?.x ?? 0) + (end?.widthPt ?? 0)).toBeCloseTo(natural + 8, 3);
  for (const piece of line?.pieces ?? []) expect(piece.spacing).toBeLessThan(0.5);
});

test('a mark hangs after a full-width character only; a Latin word moves down with it', () => {
  const natural = (text: string): number =>
    breakLines([{ text }], options({ indentPt: 0, widthPt: 2000 }))[0]?.widthPt ?? 0;
  for (const text of ['单位产品综合能耗下降到0.287tce', '客户投诉下降52%', '邮箱wang.xiao']) {
    const lines = linesOf(`${text}；`, { indentPt: 0, widthPt: natural(text) + 1 });
    expect(lines[0]).toMatch(/(到|降|箱)$/);
    expect(lines[1]).toMatch(/^(0\.287tce|52%|wang\.xiao)；$/);
  }
  const chinese = '单位产品综合能耗下降';
  expect(linesOf(`${chinese}；`, { indentPt: 0, widthPt: natural(chinese) + 1 })).toEqual([`${chinese}；`]);
});

test('text that is a hair too long, by Word’s rounding, stays on the line, but not in cells', () => {
  const text = '企'.repeat(10);
  expect(linesOf(text, { indentPt: 0, widthPt: 159.95 })).toHaveLength(1);
  expect(linesOf(text, { indentPt: 0, widthPt: 159.95, hanging: false })).toHaveLength(2);
});

test('a line may end after a hyphen between letters and digits, not after a minus or a slash', () => {
  const widths = Array.from({ length: 20 }, (_, index) => 60 + 8 * index);
  const breaks = widths.map((widthPt) =>
    linesOf('联系电话023-12345678转，降幅为-5.25，按GB/T执行', { indentPt: 0, widthPt }).join('|'),
  );
  expect(breaks.some((text) => text.includes('023-|12345678'))).toBe(true);
  for (const text of breaks) expect(text).not.toMatch(/-\|5|GB\/\|T/);
});

test('a justified line ends at the edge, the last one does not stretch, and one with few gaps stays ragged', () => {
  const lines = breakLines([{ text: `${'企业数字化转型'.repeat(8)}完成` }], options({ indentPt: 0 }));
  const edge = (line: Line | undefined): number => {
    const last = line?.pieces.at(-1);
    return (last?.x ?? 0) + (last?.widthPt ?? 0);
  };
  expect(edge(lines[0])).toBeCloseTo(442.2, 3);
  expect(edge(lines.at(-1))).toBeLessThan(400);
  const ragged = breakLines([{ text: `企业${'x'.repeat(40)}` }], options({ indentPt: 0, widthPt: 340 }));
  expect(edge(ragged[0])).toBeLessThan(40);
});

test('a missing glyph comes from the next font, a missing bold is made by stroke, boxes from one font', () => {
  const [line] = breakLines([{ text: '龚☑国□资' }], options());
  expect(line?.pieces.map((piece) => `${piece.text} ${piece.face.family}`)).toEqual([
    '龚 Noto Serif SC',
    '☑ Noto Sans Symbols 2',
    '国 Noto Serif SC',
    '□ Noto Sans Symbols 2',
    '资 Noto Serif SC',
  ]);
  const [bold] = breakLines(
    [{ text: '楷体', bold: true }],
    options({ chain: (isBold) => fonts.chain('kaiti', isBold) }),
  );
  expect(bold?.pieces[0]).toMatchObject({ thicken: true });
  const [serif] = breakLines([{ text: '宋体', bold: true }], options());
  expect(serif?.pieces[0]).toMatchObject({ thicken: false });
});

test('line breaks in the text begin new lines, blanks at the start stay, tabs are blanks', () => {
  expect(linesOf('申报单位：\n  甲\r\n乙\t丙')).toEqual(['申报单位：', '  甲', '乙  丙']);
  expect(linesOf('')).toEqual(['']);
  expect(linesOf('甲\n')).toEqual(['甲', '']);
});

test('the first line is indented, centred and right-hand lines stand where they should', () => {
  const [first, second] = breakLines([{ text: '企'.repeat(40) }], options());
  expect(first?.pieces[0]?.x).toBe(32);
  expect(second?.pieces[0]?.x).toBe(0);
  const [centred] = breakLines([{ text: '承诺' }], options({ indentPt: 0, align: 'center', widthPt: 100 }));
  expect(centred?.pieces[0]?.x).toBeCloseTo(34, 6);
  const [right] = breakLines([{ text: '承诺' }], options({ indentPt: 0, align: 'right', widthPt: 100 }));
  expect(right?.pieces[0]?.x).toBeCloseTo(68, 6);
});
