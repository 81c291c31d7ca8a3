import type { PDFDocument, PDFFont, PDFRef } from '@cantoo/pdf-lib';
import { printable } from '../../../shared/text/printable.ts';
import type { BookFonts, FontFace } from '../fonts.ts';
import type { FontRole } from '../layout.ts';
import { characterFont } from './character-font.ts';

export interface TextStyle {
  role: FontRole;
  sizePt: number;
  align?: 'left' | 'center' | 'right';
}

/** A number as PDF writes it: no exponent, a thousandth of a point. */
export function decimal(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

/** Finds for each character the first face that has it and embeds as a subset what is used. */
export class Pen {
  readonly #document: PDFDocument;
  readonly #fonts: BookFonts;
  readonly #embedded = new Map<FontFace, { font: PDFFont; name: string }>();

  constructor(document: PDFDocument, fonts: BookFonts) {
    this.#document = document;
    this.#fonts = fonts;
  }

  /** Width by the faces that will print it, pt. */
  width(text: string, style: TextStyle): number {
    return this.#runs(text, style.role).reduce((sum, run) => sum + runWidth(run, style.sizePt), 0);
  }

  /** Draws a line of text; `x` is its left end, middle or right end as the style aligns it. */
  async write(ink: Ink, text: string, x: number, baseline: number, style: TextStyle): Promise<void> {
    const runs = this.#runs(text, style.role);
    const width = runs.reduce((sum, run) => sum + runWidth(run, style.sizePt), 0);
    let at = style.align === 'center' ? x - width / 2 : style.align === 'right' ? x - width : x;
    for (const run of runs) {
      const { font, name } = await this.#embed(run.face);
      ink.fonts.set(name, font.ref);
      ink.add(
        `BT /${name} ${decimal(style.sizePt)} Tf ${decimal(at)} ${decimal(baseline)} Td ${font.encodeText(run.text)} Tj ET`,
      );
      at += runWidth(run, style.sizePt);
    }
  }

  #runs(text: string, role: FontRole): { face: FontFace; text: string }[] {
    const chain = this.#fonts.chain(role, false);
    const runs: { face: FontFace; text: string }[] = [];
    for (const character of printable(text).replace(/\s/g, ' ')) {
      const codePoint = character.codePointAt(0) ?? 0;
      const last = runs.at(-1);
      const face =
        character === ' ' && last !== undefined
          ? last.face
          : (chain.find((each) => each.has(codePoint)) ?? chain[0]);
      if (face === undefined) continue;
      if (last?.face === face) last.text += character;
      else runs.push({ face, text: character });
    }
    return runs;
  }

  async #embed(face: FontFace): Promise<{ font: PDFFont; name: string }> {
    const known = this.#embedded.get(face);
    if (known !== undefined) return known;
    // The face is open already: pdf-lib is given it instead of opening its 15 MB once more.
    this.#document.registerFontkit({ create: () => characterFont(face) });
    // A subset's name begins with six letters and a plus sign (PDF 1.7, 9.6.4); ours are fixed, so that
    // two exports of one draft are alike.
    const tag = `DOSSI${String.fromCharCode(65 + (this.#embedded.size % 26))}`;
    const customName = `${tag}+${(face.font().postscriptName ?? 'Font').replace(/[^A-Za-z0-9-]/g, '')}`;
    const font = await this.#document.embedFont(new Uint8Array(), { subset: true, customName });
    const made = { font, name: `Dossier${this.#embedded.size + 1}` };
    this.#embedded.set(face, made);
    return made;
  }
}

function runWidth(run: { face: FontFace; text: string }, sizePt: number): number {
  let width = 0;
  for (const character of run.text) width += run.face.advance(character.codePointAt(0) ?? 0);
  return (width * sizePt) / 1000;
}

/** Drawing operators of one page with the resources that they name. */
export class Ink {
  readonly fonts = new Map<string, PDFRef>();
  readonly pictures = new Map<string, PDFRef>();
  readonly states = new Map<string, PDFRef>();
  #operators: string[] = [];

  add(operators: string): void {
    this.#operators.push(operators);
  }

  line(x1: number, y1: number, x2: number, y2: number, width: number): void {
    this.add(
      `${decimal(width)} w ${[x1, y1].map(decimal).join(' ')} m ${[x2, y2].map(decimal).join(' ')} l S`,
    );
  }

  rectangle(x: number, y: number, width: number, height: number, lineWidth: number): void {
    this.add(`${decimal(lineWidth)} w ${[x, y, width, height].map(decimal).join(' ')} re S`);
  }

  content(): string {
    return this.#operators.join('\n');
  }
}
