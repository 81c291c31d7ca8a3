import { type PlacesOfPage, placesByPage } from '../../shared/seal-guide/places-by-page.ts';
import type { SealSpot } from '../../shared/seal-guide/seal-spot.ts';
import { copyNames, WITHOUT_SPOT } from '../../shared/seal-guide/words.ts';
import type { Block, BookCell, BookRow, PictureStore } from '../book/book.ts';
import { BORDER_WIDTH, CELL_PADDING, PAGE, STYLES, TEXT_WIDTH } from '../book/layout.ts';
import { pageRanges } from './page-ranges.ts';
import type { MarkedPlace } from './seal-places.ts';
import { sideLine } from './side-book.ts';

/** A place with its number in the list, from 1, and its spot where the page prints one. */
export interface GuidePlace extends Pick<MarkedPlace, 'where' | 'what'> {
  number: number;
  /** Of the bound book, 1-based; null where layout gives none. */
  page: number | null;
  /** Null where no words of the page tell it, as on evidence. */
  spot: SealSpot | null;
}

/** The 骑缝章 is no demand of this notice; some districts have it. */
export const EDGE_SEAL =
  '通知未要求，当地要求时才盖。盖在装订的对侧，即成册右侧切口：把全部书页推成扇形，使每页边缘错开露出 1—2 毫米，公章横跨各页盖下，每页都要留有印迹；页数多时分几段盖，前后两段有一页相接。';

/** A bound book does not go through a scanner's feeder. */
const SCAN_FIRST = '□ 装订前任选一份，把盖好章的页彩色扫描，在申报匣里放回成册。';

/** Key of a page's thumbnail in the picture store. */
export function pagePictureKey(page: number): string {
  return `seal-page/${page}`;
}

/** Height of all thumbnails together that leaves the sheet one page, and of a single one; pt, ours. */
const ALL_PICTURES = 416;
const TALLEST = 190;
const SMALLEST = 74;
/** Below this its column has no room for words: a name of many hundred characters takes another page instead. */
const SMALLEST_OF_ALL = 30;
/** A place that is told in words only. */
const WORDS_ROW = 57;
const NUMBER_WIDTH = 36;
const DONE_WIDTH = 76;
/** Space above and below a figure, and the line with the page's number. */
const AROUND_PICTURE = 8 + STYLES.tableCell.pitchPt;
const ROW_EXTRA = CELL_PADDING.top + CELL_PADDING.bottom + BORDER_WIDTH;

function cell(blocks: Block[], more: Partial<BookCell> = {}): BookCell {
  return { blocks, columnSpan: 1, rowSpan: 1, align: 'left', verticalAlign: 'center', ...more };
}

const space = (heightPt: number): Block => ({ kind: 'space', heightPt });

/** “第一份 □”. */
const copyBoxes = (copies: number) => copyNames(copies).map((name) => `${name} □`);

function pictureCell(page: number | null, height: number, pictured: boolean, rowSpan: number): BookCell {
  const words = sideLine(page === null ? '页码见目录' : `第 ${page} 页`, 'tableCell');
  const width = (height * PAGE.widthPt) / PAGE.heightPt;
  const figure: Block[] =
    page === null || !pictured
      ? []
      : [{ kind: 'figure', file: pagePictureKey(page), widthPt: width, heightPt: height, caption: '' }];
  return cell([...figure, words], { rowSpan, align: 'center' });
}

/** The rows of a page: its thumbnail beside all of its places. */
function pageRows(
  group: PlacesOfPage<GuidePlace>,
  height: number,
  pictured: boolean,
  copies: number,
): BookRow[] {
  const { page, places } = group;
  const least = (height + AROUND_PICTURE + ROW_EXTRA) / places.length;
  // The rows share the thumbnail's height; by itself, all that is missing would go to the last.
  const around = Math.max(0, (least - ROW_EXTRA - STYLES.tableCell.pitchPt) / 2);
  return places.map((place, index): BookRow => {
    const number: Block[] = [sideLine(String(place.number), 'tableHead')];
    const padded = pictured ? [space(around), ...number, space(around)] : number;
    const own = [
      cell(padded, { align: 'center' }),
      cell([
        { kind: 'paragraph', style: 'tableCell', runs: [{ text: place.where, bold: true }] },
        sideLine(place.what, 'tableCell'),
      ]),
      cell(
        copyBoxes(copies).map((text) => sideLine(text, 'tableCell')),
        { align: 'center' },
      ),
    ];
    const cells = index === 0 ? [pictureCell(page, height, pictured, places.length), ...own] : own;
    return { cells, header: false, flows: false, keepWithNext: false };
  });
}

/**
 * What the keeper of the seals gets: every place with a thumbnail of its page, the spot marked on it by
 * its number, boxes to tick for each copy, and how a 骑缝章 is made where one is wanted.
 *
 * @param pictures the picture store with the thumbnails
 * @param copies on paper
 * @param takenPt of the sheet's height by what else stands on it, beyond the usual
 */
export function sealSheet(
  places: readonly GuidePlace[],
  pictures: PictureStore,
  copies: number,
  takenPt = 0,
): Block[] {
  const groups = placesByPage(places);
  const isDrawn = ({ page }: PlacesOfPage<GuidePlace>) => page !== null && pictures.has(pagePictureKey(page));
  const drawn = groups.filter(isDrawn).length;
  const room = ALL_PICTURES - takenPt - WORDS_ROW * (groups.length - drawn);
  const share = room / Math.max(1, drawn) - AROUND_PICTURE - ROW_EXTRA;
  const smallest = Math.max(SMALLEST_OF_ALL, SMALLEST - takenPt / Math.max(1, drawn));
  const height = Math.min(TALLEST, Math.max(smallest, share));
  const pictureWidth = (height * PAGE.widthPt) / PAGE.heightPt + CELL_PADDING.left + CELL_PADDING.right + 2;
  const unmarked = pageRanges(places.flatMap(({ spot, number }) => (spot === null ? [number] : [])));
  const head = ['页面', '标记', '位置和要求', '逐份打勾'].map((text) =>
    cell([sideLine(text, 'tableHead')], { align: 'center' }),
  );
  const rows = groups.flatMap((group) => pageRows(group, height, isDrawn(group), copies));
  return [
    {
      kind: 'table',
      role: 'data',
      columns: [
        pictureWidth,
        NUMBER_WIDTH,
        TEXT_WIDTH - pictureWidth - NUMBER_WIDTH - DONE_WIDTH,
        DONE_WIDTH,
      ],
      rows: [{ cells: head, header: true, flows: false, keepWithNext: true }, ...rows],
    },
    sideLine('红圈、红框即盖章、签字、填日期的位置，数字与标记一栏相同。字迹和公章须清晰。', 'footnote'),
    ...(unmarked === '' ? [] : [sideLine(`标记 ${unmarked} ${WITHOUT_SPOT}`, 'tableCell')]),
    sideLine(SCAN_FIRST, 'footnote'),
    sideLine(`□ 加盖骑缝章（${copyBoxes(copies).join('　')}）：${EDGE_SEAL}`, 'tableCell'),
  ];
}
