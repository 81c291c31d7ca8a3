import type { Font } from 'fontkit';
import type { FontFace } from '../fonts.ts';

/**
 * The face as pdf-lib is to embed it: each character a slot of its own in the subset, its own glyph, no
 * ligatures. Left to itself, pdf-lib keeps one Unicode value for each glyph, and characters that share
 * one (hyphen and non-breaking hyphen, Ω and Ω, 一 and ⼀) would all be copied and read back as the last
 * of them that was written: one U+2011 in a file's name, and no page had its twin code any more.
 */
export function characterFont(face: FontFace): Font {
  const font = face.font();
  const own: Font = Object.create(font);
  const glyphs = new Map<number, CharacterGlyph>();
  const glyphOf = (codePoint: number): CharacterGlyph => {
    let glyph = glyphs.get(codePoint);
    if (glyph === undefined) {
      const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
      glyph = { id: codePoint, codePoints: [codePoint], advanceWidth, glyph: id };
      glyphs.set(codePoint, glyph);
    }
    return glyph;
  };
  return Object.assign(own, {
    layout: (text: string) => ({
      glyphs: [...text].map((character) => glyphOf(character.codePointAt(0) ?? 0)),
    }),
    createSubset: () => characterSubset(font),
  });
}

/** What pdf-lib reads of a glyph; it tells glyphs apart by `id`, which is the code point here. */
interface CharacterGlyph {
  id: number;
  codePoints: number[];
  advanceWidth: number;
  /** Number in the font's file. */
  glyph: number;
}

/** What is used of fontkit's `Subset`; `glyphs` is not part of its public type. */
interface OpenSubset {
  cff?: unknown;
  glyphs: number[];
  encode(): Uint8Array;
}

function characterSubset(font: Font): {
  cff?: unknown;
  includeGlyph(glyph: CharacterGlyph): number;
  encode(): Uint8Array;
} {
  const subset: unknown = font.createSubset();
  if (!isOpenSubset(subset)) throw new Error('fontkit: no subset as 2.0.4 has it');
  const slots = new Map<number, number>();
  return {
    cff: subset.cff,
    includeGlyph: ({ id, glyph }) => {
      // Slot 0 is `.notdef`, without a Unicode value that can be copied; a missing glyph gets another.
      const slot = slots.get(id) ?? subset.glyphs.push(glyph) - 1;
      slots.set(id, slot);
      return slot;
    },
    encode: () => subset.encode(),
  };
}

function isOpenSubset(value: unknown): value is OpenSubset {
  return (
    typeof value === 'object' &&
    value !== null &&
    'glyphs' in value &&
    Array.isArray(value.glyphs) &&
    'encode' in value &&
    typeof value.encode === 'function'
  );
}
