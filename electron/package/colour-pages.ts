import sharp from 'sharp';
import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { Book, PictureStore } from '../book/book.ts';
import type { BoundPlan } from '../book/bound/evidence-pages.ts';
import { preparePicture } from '../evidence/pictures.ts';
import { figuresOfBook } from './lay-out-book.ts';

/** How far the channels of a pixel may lie apart and still print as grey; scanners tint paper a little. */
const GREY_TOLERANCE = 28;
/** Share of coloured pixels below which a picture is a grey one with specks. */
const COLOURED_SHARE = 0.002;
const SAMPLE = 96;

/** Whether a picture (any format that sharp reads) shows colour. */
export async function isColoured(bytes: Uint8Array): Promise<boolean> {
  const { data, info } = await sharp(bytes)
    .resize(SAMPLE, SAMPLE, { fit: 'inside' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels < 3) return false;
  let coloured = 0;
  for (let at = 0; at + 2 < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_TOLERANCE) coloured += 1;
  }
  return coloured > info.width * info.height * COLOURED_SHARE;
}

const PICTURE_KINDS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'tiff', 'gif']);
const SAMPLE_BOX = { width: 60, height: 60 };

const withoutBlanks = (text: string) => text.replace(/\s/g, '');

/** Pages of the book on which coloured figures stand, told by their captions. */
async function colouredFigurePages(
  book: Book,
  pictures: PictureStore,
  pageTexts: readonly string[],
): Promise<number[]> {
  const texts = pageTexts.map(withoutBlanks);
  const pages: number[] = [];
  for (const { file, caption } of figuresOfBook(book.blocks)) {
    const picture = pictures.get(file);
    // The caption of a figure is last met where it stands; before that a text may speak of it.
    const page = texts.findLastIndex((text) => text.includes(withoutBlanks(caption)));
    if (picture !== undefined && page >= 0 && (await isColoured(picture.bytes))) pages.push(page + 1);
  }
  return pages;
}

/** Which pages of the bound book need a colour printer, as far as pictures tell; PDFs are named for a person to decide. */
export async function findColourPages(input: {
  book: Book;
  pictures: PictureStore;
  pageTexts: readonly string[];
  plan: BoundPlan;
  facts: DraftFacts;
  fileOf: (draftPath: string) => string;
}): Promise<{ colourPages: number[]; scanPages: { name: string; from: number; to: number }[] }> {
  const colourPages = await colouredFigurePages(input.book, input.pictures, input.pageTexts);
  const scanPages: { name: string; from: number; to: number }[] = [];
  for (const { file, page, pageCount } of input.plan.items.flatMap((item) => item.files)) {
    const kind = input.facts[file.path]?.kind ?? 'unknown';
    if (file.unreadable !== undefined || pageCount === 0) continue;
    if (kind === 'pdf') scanPages.push({ name: file.name, from: page, to: page + pageCount - 1 });
    if (!PICTURE_KINDS.has(kind)) continue;
    const sample = await preparePicture(input.fileOf(file.path), SAMPLE_BOX);
    if (await isColoured(sample.bytes))
      colourPages.push(...Array.from({ length: pageCount }, (_, index) => page + index));
  }
  return { colourPages, scanPages };
}
