import { wrapBalanced, wrapText } from '../../evidence/text-wrap.ts';
import type { BookEvidenceItem } from '../book.ts';
import { PAGE, TEXT_HEIGHT, TEXT_WIDTH } from '../layout.ts';

/** A divider page: what stands in front of the files of one evidence item. Measures in pt. */
export interface DividerPage {
  /** Heading of the section, number and wording of the item; only on the item's first page. */
  section: string[];
  title: string[];
  titleSize: number;
  /** Says on later pages that the list goes on. */
  continued: boolean;
  rows: DividerRow[];
}
export interface DividerRow {
  /** Index into the item's entries. */
  entry: number;
  lines: string[];
  height: number;
}

export const DIVIDER = {
  sectionSize: 16,
  sectionPitch: 32,
  /** 二号; the notice's long wordings in 小二. */
  titleSize: 22,
  longTitleSize: 18,
  afterSection: 10,
  titlePitch: 34,
  afterTitle: 26,
  textSize: 12,
  textPitch: 18,
  padding: 5,
  headHeight: 28,
  /** 序号, 材料, 页数, 页码. */
  columns: [44, TEXT_WIDTH - 44 - 56 - 72, 56, 72],
  top: PAGE.topPt,
} as const;

const LONGEST_NAME = 400;

/** Pages of one item's divider: as many as its list needs, at least one. Needs no font, so that page numbers are known before layout. */
export function layoutDivider(sectionTitle: string, item: BookEvidenceItem): DividerPage[] {
  const section = wrapText(sectionTitle, TEXT_WIDTH, DIVIDER.sectionSize);
  const rows = item.entries.flatMap((_, index) => layoutEntry(item, index));
  const first: DividerPage = {
    section,
    ...layoutTitle(`${item.number}${item.label}`),
    continued: false,
    rows: [],
  };
  const pages: DividerPage[] = [first];
  let page = first;
  let room = TEXT_HEIGHT - headHeight(first);
  for (const row of rows) {
    if (row.height > room && page.rows.length > 0) {
      page = {
        section: [],
        ...layoutTitle(`${item.number}${item.shortName}（续）`),
        continued: true,
        rows: [],
      };
      pages.push(page);
      room = TEXT_HEIGHT - headHeight(page);
    }
    page.rows.push(row);
    room -= row.height;
  }
  return pages;
}

function layoutTitle(text: string): { title: string[]; titleSize: number } {
  const title = wrapBalanced(text, TEXT_WIDTH, DIVIDER.titleSize);
  if (title.length <= 2) return { title, titleSize: DIVIDER.titleSize };
  return { title: wrapBalanced(text, TEXT_WIDTH, DIVIDER.longTitleSize), titleSize: DIVIDER.longTitleSize };
}

/** Height of everything above the first row. */
export function headHeight(page: DividerPage): number {
  const section = page.section.length * DIVIDER.sectionPitch + DIVIDER.afterSection;
  return section + page.title.length * DIVIDER.titlePitch + DIVIDER.afterTitle + DIVIDER.headHeight;
}

/** An entry's rows: one, or several where its text alone is longer than a page. */
function layoutEntry(item: BookEvidenceItem, index: number): DividerRow[] {
  const entry = item.entries[index];
  if (entry === undefined) return [];
  const lines = entryTexts(item, entry).flatMap((text) =>
    wrapText(text, DIVIDER.columns[1] - 2 * DIVIDER.padding, DIVIDER.textSize),
  );
  const most = 25;
  const rows: DividerRow[] = [];
  for (let from = 0; from < lines.length; from += most) {
    const part = lines.slice(from, from + most);
    rows.push({ entry: index, lines: part, height: part.length * DIVIDER.textPitch + 2 * DIVIDER.padding });
  }
  return rows;
}

function entryTexts(item: BookEvidenceItem, entry: BookEvidenceItem['entries'][number]): string[] {
  if (entry.kind === 'none') return [`${entry.slotLabel}：无。${entry.reason}`];
  if (entry.kind === 'printed') return [`${entry.slotLabel}：${entry.note}`];
  const severalSlots = new Set(item.entries.map((each) => each.slotLabel)).size > 1;
  const name = entry.name.length > LONGEST_NAME ? `${entry.name.slice(0, LONGEST_NAME)}…` : entry.name;
  return [
    ...(severalSlots ? [`${entry.slotLabel}：`] : []),
    name,
    ...(entry.unreadable === undefined ? [] : [`（未能装订：${entry.unreadable}）`]),
  ];
}
