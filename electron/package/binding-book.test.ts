import { expect, test } from 'vitest';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import type { Block, Book, HeadingBlock } from '../book/book.ts';
import { type BindingInput, composeBinding } from './binding-book.ts';

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
  const form = NOTICE.forms.benchmark;
  const { blocks } = composeBinding({
    book: bookOf(),
    notice: NOTICE,
    form,
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
    }).filter((line) => /^\d+\|[^|]+\|\d+$/u.test(line));
  expect(order(4)).toEqual(['1|封面|1', '2|真实性承诺|2', '3|目录|3', '4|一、企业基本情况|4']);
  expect(order(5)).toEqual(['1|封面|1', '2|真实性承诺|2', '3|一、企业基本情况|5']);
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
  const at = found.indexOf('页码|材料|页码|材料');
  expect(found.slice(at - 1, at + 4)).toEqual([
    '　 以下 PDF 材料请按原件决定是否彩印：',
    '页码|材料|页码|材料',
    '28—31|（二）审计报告|35|（四）合同',
    '38—39|（五）报告',
    expect.stringMatching(/^4\. 装订/u),
  ]);
  expect(linesOf()).not.toContain('页码|材料|页码|材料');
});
