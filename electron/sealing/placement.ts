import { type PageCode, SIDE_PAPER_NAMES, sameCode } from './page-code.ts';
import type { CutOff } from './shown-part.ts';

/** What was seen on one page of a scan. */
export interface SeenPage {
  /** Codes of ours, each once. */
  codes: readonly PageCode[];
  /** Bare paper, a back side. */
  blank: boolean;
  /** Whether the picture shows the page that it is to go to; undefined where none was compared. */
  matches?: boolean | undefined;
  /** The page that it is to go to cannot be drawn, so there was nothing to compare with. */
  undrawn?: boolean | undefined;
  /** What the picture leaves out of the page that it matches. */
  cut?: CutOff | undefined;
  /** Share of what is printed that the picture does not show, 0 to 1. */
  hidden?: number | undefined;
  /** It is to be sealed or signed, and shows nothing but what was printed. */
  unsealed?: boolean | undefined;
  /** The page that a picture without a code looks like most. */
  likely?: number | undefined;
}

/** Where a person said that a page of a scan goes: a page of the book, or nowhere. */
export type Answer = number | 'leave';

export interface SealedBook {
  twinCode: string;
  /** Pages of the bound book. */
  pages: number;
}

/** What becomes of one page of a scan. `text` and `note` are Chinese and say what is wrong and what to do. */
export type Placement =
  /** `note`: what a person should look at; it holds nothing up. */
  | { state: 'placed'; page: number; by: 'code' | 'person'; note?: string }
  | {
      state: 'question';
      why: 'noCode' | 'severalCodes' | 'twice' | 'cut';
      /** The page to propose. */
      likely?: number;
      text: string;
    }
  | {
      state: 'refused';
      why: 'otherVersion' | 'sidePaper' | 'beyond' | 'unlike' | 'otherPage' | 'cut';
      text: string;
    }
  | { state: 'left'; text: string };

/** The page that is compared with the picture before it may be placed: what the person says, or the one code. */
export function pageToCompare(
  seen: Pick<SeenPage, 'codes'>,
  book: SealedBook,
  answer: Answer | undefined,
): number | undefined {
  if (answer === 'leave') return undefined;
  if (answer !== undefined) return answer;
  const [code, ...more] = seen.codes;
  return code !== undefined && more.length === 0 && isOwn(code, book) ? code.page : undefined;
}

/** Whether a code is of a page of this very book. */
export function isOwn({ twinCode, sidePaper, page }: PageCode, book: SealedBook): boolean {
  return twinCode === book.twinCode && sidePaper === undefined && page <= book.pages;
}

/**
 * Decides for each page of the scans where it goes. A code decides, or a person; nothing is guessed.
 *
 * @param answers of a person, by index of the page
 */
export function placePages(
  seen: readonly SeenPage[],
  book: SealedBook,
  answers: ReadonlyMap<number, Answer>,
): Placement[] {
  const alone = seen.map((each, index) => placeAlone(each, book, answers.get(index)));
  return alone.map((placement, index) => {
    if (placement.state !== 'placed') return placement;
    const others = alone.filter(
      (other, at) => at !== index && other.state === 'placed' && other.page === placement.page,
    );
    if (others.length === 0) return placement;
    const chosen = alone.filter(
      (other) => other.state === 'placed' && other.page === placement.page && other.by === 'person',
    );
    if (chosen.length === 1) {
      if (placement.by === 'person') return placement;
      return { state: 'left', text: `第 ${placement.page} 页已选用另一张扫描件，这一张不放入。` };
    }
    return {
      state: 'question',
      why: 'twice',
      likely: placement.page,
      text: `有 ${others.length + 1} 张扫描件都是第 ${placement.page} 页，只能放入一张。请选定用哪一张。`,
    };
  });
}

function placeAlone(seen: SeenPage, book: SealedBook, answer: Answer | undefined): Placement {
  if (answer === 'leave') return { state: 'left', text: '已选择不放入。' };
  const { codes } = seen;
  const foreign = codes.find((code) => !isOwn(code, book));
  if (foreign !== undefined && codes.every((code) => !isOwn(code, book))) return refuse(foreign, book);
  if (answer !== undefined) return placeByPerson(seen, book, answer);
  const [code, ...more] = codes;
  if (code === undefined) return askWithoutCode(seen);
  if (more.length > 0) return askWhichCode(codes, book);
  if (seen.matches !== true) return unlike(seen, code.page);
  return seen.cut === undefined ? placed(seen, code.page, 'code') : tellCut(code.page, seen.cut);
}

const UNSEALED =
  '画面上看不出章或签字，请看小图：如果是盖章前扫的，或黑白扫描没扫出红章，请盖章后用彩色重新扫描。';

/** A fold, a finger or a glare hides so much that it is told. */
const MUCH_HIDDEN = 0.12;

function placed({ unsealed, hidden = 0 }: SeenPage, page: number, by: 'code' | 'person'): Placement {
  const notes = [
    hidden > MUCH_HIDDEN
      ? `印的内容约有 ${Math.round(hidden * 100)}% 看不到，请看小图：如果被遮住、折角或反光，请重新扫描整页。`
      : '',
    unsealed === true ? UNSEALED : '',
  ].join('');
  return { state: 'placed', page, by, ...(notes === '' ? {} : { note: notes }) };
}

function placeByPerson(seen: SeenPage, book: SealedBook, page: number): Placement {
  if (page > book.pages)
    return { state: 'refused', why: 'beyond', text: `成册只有 ${book.pages} 页，没有第 ${page} 页。` };
  const own = { twinCode: book.twinCode, page };
  if (seen.codes.length > 0 && !seen.codes.some((code) => sameCode(code, own))) {
    const read = seen.codes.map((code) => `第 ${code.page} 页`).join('、');
    return {
      state: 'refused',
      why: 'otherPage',
      text: `页脚二维码表明这是${read}，不能放在第 ${page} 页。`,
    };
  }
  if (seen.matches !== true) return unlike(seen, page);
  return seen.cut?.printed === true ? tellCut(page, seen.cut) : placed(seen, page, 'person');
}

function refuse(code: PageCode, book: SealedBook): Placement {
  if (code.twinCode !== book.twinCode) {
    return {
      state: 'refused',
      why: 'otherVersion',
      text: `这一页的对照码是 ${code.twinCode}，本申报包是 ${book.twinCode}：它属于另一版本或另一家企业的申报书，不能放入。请用本申报包的成册重新打印该页并盖章，或选择对照码为 ${code.twinCode} 的申报包。`,
    };
  }
  if (code.sidePaper !== undefined) {
    return {
      state: 'refused',
      why: 'sidePaper',
      text: `这是《${SIDE_PAPER_NAMES[code.sidePaper]}》的第 ${code.page} 页，不是申报书成册的页，不必放入。`,
    };
  }
  return {
    state: 'refused',
    why: 'beyond',
    text: `二维码写的是第 ${code.page} 页，成册只有 ${book.pages} 页，不能放入。请核对是否拿错了材料。`,
  };
}

/** Two pages side by side, or the page on top of another paper. */
function askWhichCode(codes: readonly PageCode[], book: SealedBook): Placement {
  const own = codes.filter((code) => isOwn(code, book));
  const [only] = own;
  const names = codes.map((code) => {
    if (code.twinCode !== book.twinCode) return `对照码 ${code.twinCode} 的第 ${code.page} 页`;
    if (code.sidePaper === undefined) return `第 ${code.page} 页`;
    return `《${SIDE_PAPER_NAMES[code.sidePaper]}》第 ${code.page} 页`;
  });
  return {
    state: 'question',
    why: 'severalCodes',
    ...(only !== undefined && own.length === 1 ? { likely: only.page } : {}),
    text: `一张扫描件上读到 ${codes.length} 个二维码（${names.join('、')}）。请说明它是哪一页，或每页单独扫描。`,
  };
}

function askWithoutCode({ blank, likely }: SeenPage): Placement {
  // A stack scanned on both sides would ask of every back. What is wanted and not there is told as missing.
  if (blank) return { state: 'left', text: '这一页是空白页（可能是背面），不放入。' };
  const propose = likely === undefined ? '' : `看起来像第 ${likely} 页，请确认。`;
  return {
    state: 'question',
    why: 'noCode',
    ...(likely === undefined ? {} : { likely }),
    text: `没有读到页脚的二维码（可能被遮住、裁掉或不清晰）。${propose === '' ? '请说明它是哪一页，或重新扫描整页；不是要放回的页，请选择不放入。' : propose}`,
  };
}

/** Where only bare paper is lost a person may say that the seal is there; print that is lost is no matter of opinion. */
function tellCut(page: number, { side, mm, printed }: CutOff): Placement {
  const lost = `这是第 ${page} 页，但没有扫全：${mm === 0 ? '有一角在画面外' : `${side}缺约 ${mm} mm`}`;
  if (printed)
    return {
      state: 'refused',
      why: 'cut',
      text: `${lost}，印的内容不完整，没有放入。请把整页放进画面，重新扫描。`,
    };
  return {
    state: 'question',
    why: 'cut',
    likely: page,
    text: `${lost}的白边。章和签字都完整的，可以确认放入；否则请重新扫描整页。`,
  };
}

function unlike({ undrawn }: SeenPage, page: number): Placement {
  const text =
    undrawn === true
      ? `成册第 ${page} 页是一份材料，里面的图形过于复杂，画不出来，没有可以对照的，没有放入。请在申报匣里把这份材料换成图片或重新扫描的 PDF，重新导出后再盖章。`
      : `画面与成册第 ${page} 页对不上（可能没有拍全、过于模糊倾斜，或不是这一页），没有放入。请把整页放平，重新扫描。`;
  return { state: 'refused', why: 'unlike', text };
}
