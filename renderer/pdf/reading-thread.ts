import 'pdfjs-dist/build/pdf.worker.min.mjs';
import { bytesOfInstructions, hasLongLine } from './instruction-bytes.ts';
import { jpegPixels } from './jpeg-size.ts';
import {
  COUNTED_FROM,
  MOST_AT_ONCE,
  MOST_COLOURS,
  MOST_INSTRUCTIONS,
  MOST_PICTURE_PIXELS,
  MOST_SET_ASIDE,
} from './page-limits.ts';
import { askedFor, instructionsIn, opensDocument, picturePixels, sayTooLarge } from './thread-words.ts';

/**
 * The thread in which pdfjs reads. pdfjs takes whatever a page asks for, and leaves out without a word what its one
 * option finds too large. Here it is refused what no page should take, and the window is told, so that it does not
 * show a page that is not whole.
 */

/** What pdfjs says when it leaves out a picture for its pixels; there is no other sign of it. */
const LEFT_OUT = 'exceeded maximum allowed size';

/**
 * What the page that is drawn has taken, named as `pageKey` does; undefined while none is: a file is opened whatever
 * its size. Each only once it is so: `isOver` more than there may be, `isRefused` pdfjs could not have what it wanted.
 */
interface Taken {
  name: string;
  pixels: number;
  bytes: number;
  colours: number;
  isOver: boolean;
  isRefused: boolean;
}
let page: Taken | undefined;

function tellTooLarge(): void {
  if (page === undefined || page.isOver) return;
  page.isOver = true;
  self.postMessage(sayTooLarge(page.name, false));
}

function count({ bytes = 0, pixels = 0 }: { bytes?: number; pixels?: number }): void {
  if (page === undefined || (bytes < COUNTED_FROM && pixels === 0)) return;
  page.bytes += bytes;
  page.pixels += pixels;
  if (bytes > MOST_AT_ONCE || page.bytes > MOST_SET_ASIDE || page.pixels > MOST_PICTURE_PIXELS)
    tellTooLarge();
}

/**
 * @throws RangeError where it is too much. pdfjs goes on without, and remembers the font or the picture as broken for
 *   the pages after: none of them is shown as it reads them from then on.
 */
function take(bytes: number): void {
  if (bytes < COUNTED_FROM) return;
  count({ bytes });
  refuseWhereOver();
}

/** Nothing else is a list of three bytes. @throws as `take` */
function takeColour(): void {
  if (page === undefined) return;
  page.colours += 1;
  if (page.colours < MOST_COLOURS) return;
  tellTooLarge();
  refuseWhereOver();
}

function refuseWhereOver(): void {
  if (page?.isOver !== true) return;
  if (!page.isRefused) self.postMessage(sayTooLarge(page.name, true));
  page.isRefused = true;
  throw new RangeError('the page takes too much');
}

/** @param sizeOf bytes that something made with these parameters takes */
function limited<T extends new (...given: never[]) => object>(
  type: T,
  sizeOf: (given: unknown[]) => number,
): T {
  return new Proxy(type, {
    construct(target, given: unknown[], wanted): object {
      take(sizeOf(given));
      return Reflect.construct(target, given, wanted);
    },
  });
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0);

Reflect.set(
  globalThis,
  'ArrayBuffer',
  limited(ArrayBuffer, ([bytes]) => number(bytes)),
);
for (const type of [Uint8Array, Uint8ClampedArray])
  Reflect.set(
    globalThis,
    type.name,
    limited(type, ([length]) => {
      if (length === 3) takeColour();
      return number(length);
    }),
  );
Reflect.set(
  globalThis,
  'OffscreenCanvas',
  limited(OffscreenCanvas, ([width, height]) => number(width) * number(height) * 4),
);
for (const type of [
  ...[Int8Array, Uint16Array, Int16Array],
  ...[Uint32Array, Int32Array, Float32Array, Float64Array],
])
  Reflect.set(
    globalThis,
    type.name,
    limited(type, ([length]) => number(length) * type.BYTES_PER_ELEMENT),
  );

let decoded: Promise<unknown> = Promise.resolve();

/** Chromium's decoder of pictures: one after the other, where pdfjs would have all those of a page at once. */
class CalmImageDecoder extends ImageDecoder {
  readonly #pixels: number;

  constructor(given: ImageDecoderInit) {
    super(given);
    this.#pixels =
      given.data instanceof Uint8Array && given.type === 'image/jpeg' ? jpegPixels(given.data) : 0;
  }

  override decode(options?: ImageDecodeOptions): Promise<ImageDecodeResult> {
    const turn = decoded.then(() => {
      take(this.#pixels * 4);
      return super.decode(options);
    });
    decoded = turn.catch(() => undefined);
    return turn;
  }
}
Reflect.set(globalThis, 'ImageDecoder', CalmImageDecoder);

// What it says of broken files is for its makers; nobody here would read it.
console.warn = (...words: unknown[]) => {
  if (words.some((each) => String(each).includes(LEFT_OUT))) tellTooLarge();
};

/** Some instructions that the window would have to hold at once, such as a text of millions of letters. */
function isTooLong(message: unknown): boolean {
  const given = instructionsIn(message)?.argsArray;
  if (page === undefined || given === undefined) return false;
  if (bytesOfInstructions(given) <= MOST_INSTRUCTIONS && !hasLongLine(given)) return false;
  tellTooLarge();
  return true;
}

const post = self.postMessage;
self.postMessage = (message: unknown, ...given: unknown[]) => {
  if (isTooLong(message)) return;
  // Told before the window has the last picture that it waits for, and shows the page.
  count({ pixels: picturePixels(message) });
  Reflect.apply(post, self, [message, ...given]);
};

// Heard before pdfjs hears it, and begins.
self.addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) => {
    const asked = askedFor(data);
    if (opensDocument(data)) page = undefined;
    else if (asked !== undefined)
      page = { name: asked.page, pixels: 0, bytes: 0, colours: 0, isOver: false, isRefused: false };
  },
  { capture: true },
);
