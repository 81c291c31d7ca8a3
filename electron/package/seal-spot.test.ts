import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Block } from '../book/book.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { MM, PAGE } from '../book/layout.ts';
import { type ReadPage, readPdf } from '../book/pdf/read-pdf.ts';
import { writePdf } from '../book/pdf/write-pdf.ts';
import { openDraft } from './draft-file.ts';
import { guidePlaces, pagesToDraw } from './seal-guide.ts';

const EXAMPLES = join(import.meta.dirname, '../../shared/notices/cq-2025-40/examples');

/** Cover and commitment of an example as they print, and its places. */
async function printFront(example: string, answers: Record<string, string>) {
  const opened = await openDraft(join(EXAMPLES, example));
  try {
    const { notice, form } = opened;
    const draft = { ...opened.draft, answers: { ...opened.draft.answers, ...answers } };
    const facts = {};
    const whole = composeBook({
      ...{ notice, form, draft, facts, twinCode: '7K3M-9QXZ', incomplete: false, today: '2025-10-16' },
    });
    const isContents = ({ kind }: Block) => kind === 'contents';
    const book = { ...whole, blocks: whole.blocks.slice(0, whole.blocks.findIndex(isContents)) };
    const written = await writePdf(book, new Map(), await loadBookFonts({ installed: false }), new Map());
    const { pages } = await readPdf(written.bytes);
    const evidencePages = new Map(
      whole.evidence.flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.kind === 'file' ? [[entry.path, 59] as const] : [])),
      ),
    );
    const { headingPages } = written;
    return { pages, places: guidePlaces({ book: whole, form, headingPages, evidencePages }, pages) };
  } finally {
    await opened.close();
  }
}

/** The first line of a page that begins so: its baseline, where its label and where it ends. */
function lineOf(page: ReadPage | undefined, label: string) {
  const bare = (text: string) => text.replace(/\s/g, '');
  const baselines = [...new Set((page?.items ?? []).map(({ baseline }) => Math.round(baseline)))];
  for (const baseline of baselines) {
    const items = (page?.items ?? []).filter((item) => Math.abs(item.baseline - baseline) < 1.5);
    const text = bare(items.map((item) => item.text).join(''));
    if (!text.startsWith(label)) continue;
    return {
      baseline,
      left: Math.min(...items.map(({ x }) => x)),
      right: Math.max(...items.map(({ x, widthPt }) => x + widthPt)),
    };
  }
  throw new Error(`no line begins with ${label}`);
}

test.each<[string, Record<string, string>]>([
  ['benchmark', { commitmentDate: '' }],
  ['product', { commitmentDate: '2025-10-16' }],
  // Two lines on the cover.
  ['product', { applicantName: '重庆某某某某某某某某某某某某某某某某某某某某某某某某智能科技有限责任公司' }],
])('%s: every spot lies on its own line, behind its label (%o)', async (example, answers) => {
  const { pages, places } = await printFront(example, answers);
  const [cover, sign, seal, date, ...evidence] = places;
  expect(places.map(({ number }) => number)).toEqual(places.map((_, index) => index + 1));
  const commitment = sign?.page ?? 0;
  expect([cover, seal, date].map((place) => place?.page)).toEqual([1, commitment, commitment]);
  for (const { spot } of [cover, sign, seal, date].flatMap((place) => place ?? [])) {
    if (spot === null) throw new Error('a spot is missing');
    expect(spot.x).toBeGreaterThan(0);
    expect(spot.y).toBeGreaterThan(0);
    expect(spot.x + spot.widthPt).toBeLessThan(PAGE.widthPt);
    expect(spot.y + spot.heightPt).toBeLessThan(PAGE.heightPt);
  }

  for (const [place, page] of [
    [cover, pages[0]],
    [seal, pages[commitment - 1]],
  ] as const) {
    const line = lineOf(page, '申报单位（盖章）');
    const spot = place?.spot;
    expect(spot?.shape).toBe('circle');
    const middle = { x: (spot?.x ?? 0) + 20 * MM, y: (spot?.y ?? 0) + 20 * MM };
    // The characters stand between the baseline and 14 pt above it.
    expect(line.baseline - middle.y).toBeGreaterThan(0);
    expect(line.baseline - middle.y).toBeLessThan(14);
    // Nine characters of 16 pt.
    expect(middle.x).toBeGreaterThan(line.left + 9 * 16);
    expect(middle.x).toBeLessThan(PAGE.widthPt - PAGE.rightPt + 20 * MM);
  }

  const signLine = lineOf(pages[commitment - 1], '单位负责人（签字）：');
  expect(sign?.spot).toMatchObject({ shape: 'box' });
  expect(sign?.spot?.x).toBeGreaterThanOrEqual(signLine.right - 1);
  expect(sign?.spot?.y).toBeLessThan(signLine.baseline - 14);
  expect((sign?.spot?.y ?? 0) + (sign?.spot?.heightPt ?? 0)).toBeGreaterThan(signLine.baseline);
  expect(sign?.spot?.widthPt).toBeGreaterThanOrEqual(20 * MM);

  const dateLine = lineOf(pages[commitment - 1], answers.commitmentDate === '' ? '年月日' : '2025年10月');
  expect(date?.spot?.x).toBeLessThan(dateLine.left);
  expect((date?.spot?.x ?? 0) + (date?.spot?.widthPt ?? 0)).toBeGreaterThan(dateLine.right);
  expect(date?.spot?.y).toBeLessThan(dateLine.baseline - 14);
  expect((date?.spot?.y ?? 0) + (date?.spot?.heightPt ?? 0)).toBeGreaterThan(dateLine.baseline);

  // Evidence is drawn without a mark.
  for (const place of evidence) expect(place).toMatchObject({ page: 59, spot: null });
  if (example === 'product') expect(evidence.map(({ where }) => where).join()).toContain('让利承诺');
  const drawn = pagesToDraw(places);
  expect(drawn.get(commitment)).toHaveLength(3);
  if (example === 'product') expect(drawn.get(59)).toEqual([]);
});
