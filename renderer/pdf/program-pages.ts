import type { Rotation } from './page-size.ts';
import { TooHeavy } from './pdf-problem.ts';

/** Pictures that are kept while the file is shown, some megabytes each at most. */
const MOST_KEPT = 20;

/** Pictures of the pages that the window cannot draw itself, drawn by the program: within limits, in a process of its own. */
export class ProgramPages {
  readonly #address: string;
  readonly #closed: AbortSignal;
  readonly #pictures = new Map<number, Promise<Blob>>();

  /** @param address of the PDF */
  constructor(address: string, closed: AbortSignal) {
    this.#address = address;
    this.#closed = closed;
  }

  /**
   * A page, from 1, to be closed after use.
   *
   * @throws TooHeavy where the program cannot draw it either; or the signal's reason
   */
  async bitmap(page: number, signal: AbortSignal): Promise<ImageBitmap> {
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave);
    try {
      signal.throwIfAborted();
      const picture = await Promise.race([this.#picture(page), left]);
      return await createImageBitmap(picture);
    } catch (error) {
      signal.throwIfAborted();
      throw new TooHeavy(error);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** The small and the large view of a page ask for the same picture. */
  #picture(page: number): Promise<Blob> {
    const known = this.#pictures.get(page);
    if (known !== undefined) return known;
    const asked = this.#ask(page);
    this.#pictures.set(page, asked);
    const [oldest] = this.#pictures.keys();
    if (this.#pictures.size > MOST_KEPT && oldest !== undefined) this.#pictures.delete(oldest);
    return asked;
  }

  async #ask(page: number): Promise<Blob> {
    const answer = await fetch(`${this.#address}/page/${page}`, { signal: this.#closed });
    if (answer.status !== 200) throw new Error(`no picture of page ${page}`);
    return answer.blob();
  }
}

/** @param rotation clockwise, on top of what the page says of itself */
export function fillCanvas(canvas: HTMLCanvasElement, bitmap: ImageBitmap, rotation: Rotation): void {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('no canvas is to be had');
  const isLying = rotation % 180 !== 0;
  const [width, height] = isLying ? [canvas.height, canvas.width] : [canvas.width, canvas.height];
  context.imageSmoothingQuality = 'high';
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((rotation * Math.PI) / 180);
  context.drawImage(bitmap, -width / 2, -height / 2, width, height);
}
