import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { create, type Font, type FontCollection } from 'fontkit';
import { DossierError } from '../../shared/errors.ts';
import { type BundledFont, bundledFontPath } from './fonts/bundled.ts';
import type { NamedFace } from './fonts/font-names.ts';
import { findInstalledFaces } from './fonts/installed.ts';
import type { FontRole } from './layout.ts';

/** One face of a font file. Opened on first use and kept: a file has up to 15 MB. */
export interface FontFace {
  path: string;
  /** Which face of a collection (.ttc); absent for a file with one face. */
  postscriptName?: string;
  family: string;
  /** A true bold face; where bold is wanted of another, the writer must thicken it. */
  bold: boolean;
  /** Whether this face is to print the character: □ ☐ ☑ • always come from the one symbols face. */
  has(codePoint: number): boolean;
  /** Width of the character's glyph in thousandths of the font size (of `.notdef` where it has none). */
  advance(codePoint: number): number;
  font(): Font;
}

export interface BookFonts {
  /** Faces in the order of being asked for a character; never empty. */
  chain(role: FontRole, bold: boolean): FontFace[];
  /** The name to write into a Word document, so that the reader's own font is used. */
  wordFamily(role: FontRole): string;
  /** The characters of the text that no face has, each once, in order. */
  missing(text: string): string[];
}

export interface FontChoice {
  /** false: only the bundled fonts, so that every machine prints the same (tests, comparisons). */
  installed?: boolean;
  /** Where to look for installed fonts; the platform's folders by default. */
  folders?: readonly string[];
}

const ROLES: readonly FontRole[] = ['fangsong', 'heiti', 'kaiti', 'songti', 'xiaobiaosong'];
/** Nothing in the bundle is 仿宋 or 小标宋: Noto Serif SC and its Bold stand in (design.md 10). */
const BUNDLED: Record<FontRole, { regular: BundledFont; bold: BundledFont }> = {
  fangsong: { regular: 'serif', bold: 'serifBold' },
  heiti: { regular: 'sans', bold: 'sansBold' },
  kaiti: { regular: 'wenkai', bold: 'wenkai' },
  songti: { regular: 'serif', bold: 'serifBold' },
  xiaobiaosong: { regular: 'serifBold', bold: 'serifBold' },
};
/** 仿宋_GB2312 and 楷体_GB2312 are named only where found: Windows itself calls them 仿宋 and 楷体. */
const WORD_FAMILIES: Record<FontRole, string> = {
  fangsong: '仿宋',
  heiti: '黑体',
  kaiti: '楷体',
  songti: '宋体',
  xiaobiaosong: '方正小标宋简体',
};
const GB2312_FAMILIES: Partial<Record<FontRole, string>> = { fangsong: '仿宋_GB2312', kaiti: '楷体_GB2312' };

/**
 * Boxes to tick must match each other in size, and few text fonts have ☑: none of theirs is used. The
 * bullet of Noto Serif SC is no more than a middle dot.
 */
const SYMBOLS_ONLY = new Set(['□', '☐', '☑', '•'].map((symbol) => symbol.codePointAt(0)));
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]/u;

const faces = new Map<string, FontFace>();
const choices = new Map<string, BookFonts>();

/**
 * Finds a font for each role: the user's own official faces where installed, else the bundled ones,
 * with the bundled ones behind them for every glyph that they lack.
 * `DOSSIER_FONTS=bundled` in the environment has the effect of `installed: false`.
 * @throws DossierError `fontMissing` where a bundled file is not there
 */
export async function loadBookFonts(choice: FontChoice = {}): Promise<BookFonts> {
  const useInstalled = (choice.installed ?? true) && process.env.DOSSIER_FONTS !== 'bundled';
  const key = JSON.stringify([useInstalled, choice.folders]);
  const known = choices.get(key);
  if (known !== undefined) return known;
  const installed = useInstalled ? findInstalledFaces(choice.folders) : new Map<FontRole, NamedFace[]>();
  const fonts = bookFonts(installed);
  choices.set(key, fonts);
  return fonts;
}

function bookFonts(installed: Map<FontRole, NamedFace[]>): BookFonts {
  const chains = new Map<string, FontFace[]>();
  const symbols = bundledFace('symbols');
  for (const role of ROLES) {
    const own = usableFace(installed.get(role) ?? []);
    for (const bold of [false, true]) {
      const bundled = bundledFace(BUNDLED[role][bold ? 'bold' : 'regular']);
      const rest = (['serif', 'sans', 'wenkai'] as const).map(bundledFace);
      chains.set(`${role} ${bold}`, [
        ...new Set([...(own === undefined ? [] : [own]), bundled, ...rest, symbols]),
      ]);
    }
  }
  const chain = (role: FontRole, bold: boolean): FontFace[] => {
    const found = chains.get(`${role} ${bold}`);
    if (found === undefined) throw new DossierError('fontMissing', { role });
    return found;
  };
  return {
    chain,
    wordFamily: (role) => {
      const gb2312 = GB2312_FAMILIES[role];
      const found = installed.get(role)?.some((face) => face.names.has(gb2312?.toLowerCase() ?? ''));
      return found === true && gb2312 !== undefined ? gb2312 : WORD_FAMILIES[role];
    },
    missing: (text) => {
      const all = chain('fangsong', false);
      return [...new Set(text)].filter((character) => {
        const codePoint = character.codePointAt(0) ?? 0;
        return !INVISIBLE.test(character) && !all.some((face) => face.has(codePoint));
      });
    },
  };
}

function bundledFace(name: BundledFont): FontFace {
  const path = bundledFontPath(name);
  return face(path, { symbols: name === 'symbols', bold: name === 'serifBold' || name === 'sansBold' });
}

/** The first installed face that opens, has Chinese, and whose licence lets a document carry it. */
function usableFace(found: readonly NamedFace[]): FontFace | undefined {
  for (const each of found) {
    try {
      const collection = isCollection(each.path);
      const own = face(each.path, {
        bold: false,
        ...(collection ? { postscriptName: each.postscriptName } : {}),
      });
      if (own.has('中'.codePointAt(0) ?? 0) && mayBeEmbedded(own.font())) return own;
    } catch {
      // A font that fontkit cannot open is passed over: the next, or the bundled one, prints instead.
    }
  }
  return undefined;
}

/** OpenType OS/2 fsType: the least restrictive bit counts; bit 1 alone forbids embedding, bit 9 allows bitmaps only. */
function mayBeEmbedded(font: Font): boolean {
  const { noEmbedding, viewOnly, editable, bitmapOnly } = font['OS/2'].fsType;
  return !bitmapOnly && (!noEmbedding || viewOnly || editable);
}

function isCollection(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(4);
    readSync(file, start, 0, 4, 0);
    return start.toString('latin1') === 'ttcf';
  } finally {
    closeSync(file);
  }
}

function face(path: string, kind: { bold: boolean; symbols?: boolean; postscriptName?: string }): FontFace {
  const key = `${path}#${kind.postscriptName ?? ''}`;
  const known = faces.get(key);
  if (known !== undefined) return known;
  let opened: Font | undefined;
  const font = (): Font => {
    opened ??= open(path, kind.postscriptName);
    return opened;
  };
  const advances = new Map<number, number>();
  const made: FontFace = {
    path,
    ...(kind.postscriptName === undefined ? {} : { postscriptName: kind.postscriptName }),
    get family() {
      return font().familyName ?? font().postscriptName ?? path;
    },
    bold: kind.bold,
    has: (codePoint) =>
      (kind.symbols === true || !SYMBOLS_ONLY.has(codePoint)) && font().hasGlyphForCodePoint(codePoint),
    advance: (codePoint) => {
      let width = advances.get(codePoint);
      if (width === undefined) {
        width = (font().glyphForCodePoint(codePoint).advanceWidth * 1000) / font().unitsPerEm;
        advances.set(codePoint, width);
      }
      return width;
    },
    font,
  };
  faces.set(key, made);
  return made;
}

function open(path: string, postscriptName: string | undefined): Font {
  const opened: Font | FontCollection = create(readFileSync(path), postscriptName);
  if ('fonts' in opened) throw new DossierError('fontMissing', { role: `${path} ${postscriptName ?? ''}` });
  return opened;
}
