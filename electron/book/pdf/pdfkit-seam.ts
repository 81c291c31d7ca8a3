import type { FontFace } from '../fonts.ts';

/**
 * The one place that reaches inside pdfkit 0.19.1 (exact pin; `pdfkit-seam.test.ts` holds it). Its
 * embedded font shapes text through OpenType features and keeps one Unicode value for each glyph.
 * Patch 1, `encode`: each character its own glyph and width, as measured by the line breaker
 *   (no kerning or ligatures, which Word does not set either), at a tenth of the time.
 * Patch 2, slots: characters that share a glyph (⼀ and 一) get a slot each in the subset, so that
 *   copying and reading back give the very characters that were written, also where a glyph is missing.
 * Patch 3, wide slots: a character with white after it (Chinese beside Latin, stretched lines) is a
 *   slot of greater width. As a shift of what follows, the white would be read and copied as a blank.
 */

/** What we use of pdfkit's `EmbeddedFont` and fontkit's `Subset`; neither is part of their public types. */
interface EmbeddedFont {
  subset: { glyphs: number[]; mapping: Record<number, number>; includeGlyph(glyph: number): number };
  unicode: number[][];
  widths: number[];
  encode(
    text: string,
  ): [
    string[],
    { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth: number }[],
  ];
  widthOfString(text: string, sizePt: number): number;
}

export interface PatchedFont {
  /** Makes the characters of the next text wider and its last one apart, in thousandths of the size. */
  widen(each: number, last: number): void;
}

/** Makes the document's current font write the characters of `face` one by one. */
export function patchCurrentFont(document: PDFKit.PDFDocument, face: FontFace): PatchedFont {
  const embedded: unknown = Reflect.get(document, '_font');
  if (!isEmbeddedFont(embedded)) throw new Error('pdfkit: no embedded font as 0.19.1 has it');
  const slotsByGap = new Map<number, Map<number, string>>();
  const slotOf = (codePoint: number, gap: number): string => {
    const slots = slotsByGap.get(gap) ?? new Map<number, string>();
    slotsByGap.set(gap, slots);
    let slot = slots.get(codePoint);
    if (slot === undefined) {
      slot = newSlot(embedded, face, codePoint, gap).toString(16).padStart(4, '0');
      slots.set(codePoint, slot);
    }
    return slot;
  };
  let gaps = { each: 0, last: 0 };
  embedded.encode = (text) => {
    const codePoints = [...text].map((character) => character.codePointAt(0) ?? 0);
    const gapAt = (index: number): number => (index === codePoints.length - 1 ? gaps.last : gaps.each);
    return [
      codePoints.map((codePoint, index) => slotOf(codePoint, gapAt(index))),
      codePoints.map((codePoint, index) => {
        const advance = face.advance(codePoint) + gapAt(index);
        return { xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: advance };
      }),
    ];
  };
  embedded.widthOfString = (text, sizePt) => {
    let width = 0;
    for (const character of text) width += face.advance(character.codePointAt(0) ?? 0);
    return (width * sizePt) / 1000;
  };
  return {
    widen: (each, last) => {
      gaps = { each, last };
    },
  };
}

function newSlot(embedded: EmbeddedFont, face: FontFace, codePoint: number, gap: number): number {
  const glyph = face.font().glyphForCodePoint(codePoint).id;
  let slot: number;
  // Slot 0 is `.notdef`, without a Unicode value that can be copied.
  if (glyph === 0 || glyph in embedded.subset.mapping) slot = embedded.subset.glyphs.push(glyph) - 1;
  else slot = embedded.subset.includeGlyph(glyph);
  embedded.unicode[slot] = [codePoint];
  embedded.widths[slot] = face.advance(codePoint) + gap;
  return slot;
}

function isEmbeddedFont(value: unknown): value is EmbeddedFont {
  if (typeof value !== 'object' || value === null) return false;
  if (!('subset' in value && 'unicode' in value && 'widths' in value && 'encode' in value)) return false;
  const { subset } = value;
  return (
    Array.isArray(value.unicode) &&
    Array.isArray(value.widths) &&
    typeof subset === 'object' &&
    subset !== null &&
    'glyphs' in subset &&
    Array.isArray(subset.glyphs) &&
    'mapping' in subset &&
    'includeGlyph' in subset &&
    typeof subset.includeGlyph === 'function'
  );
}

/**
 * Opens a picture once, to be drawn any number of times: handed over as bytes, pdfkit would embed it
 * anew each time. `openImage` is public and documented, but missing from @types/pdfkit.
 */
export function openPicture(document: PDFKit.PDFDocument, bytes: Uint8Array): PDFKit.Mixins.ImageSrc {
  const opener = document as unknown as { openImage(bytes: Buffer): PDFKit.Mixins.ImageSrc };
  return opener.openImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
