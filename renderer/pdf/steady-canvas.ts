import { MOST_GROUP_PIXELS, MOST_GROUPS, PIXELS_A_GROUP } from './page-limits.ts';
import { TooHeavy } from './pdf-problem.ts';

/** What really puts something on a canvas; all else only says how. */
const DRAWS = ['fill', 'stroke', 'fillRect', 'strokeRect', 'fillText', 'strokeText', 'drawImage'] as const;

/** What one instruction may take, milliseconds: pdfjs rests between them only, and the window stands still meanwhile. */
const LONGEST_AT_ONCE = 700;

interface Drawable {
  getImageData(left: number, top: number, width: number, height: number): unknown;
}

/** Milliseconds between which what is drawn at once should take. */
const QUICK = 4;
const SLOW = 16;
const MOST_AT_ONCE = 256;

/**
 * Draws what a canvas was asked for every now and then, of itself. A browser only writes it down, and draws all
 * of it at the end: of thousands of gradients over a whole page that is seconds in which the window stands still,
 * while pdfjs, which rests whenever some milliseconds have passed, took a moment only. What does not rest for long
 * ends with `TooHeavy`: a text of millions of letters.
 *
 * @param now milliseconds
 */
export function keepSteady(context: Drawable, now = () => performance.now()): void {
  let [atOnce, waiting] = [MOST_AT_ONCE / 4, 0];
  let restless: { since: number; stops: number } | undefined;
  const rest = () => {
    restless = undefined;
  };
  const drawn = () => {
    if (restless === undefined) {
      restless = { since: now(), stops: 0 };
      queueMicrotask(rest);
    }
    waiting += 1;
    if (waiting < atOnce) return;
    waiting = 0;
    const begun = now();
    // There is no other way to have it drawn: a pixel is read.
    context.getImageData(0, 0, 1, 1);
    const took = now() - begun;
    restless.stops += 1;
    // The first may have been long, of what was drawn before: then it rests.
    if (restless.stops > 1 && now() - restless.since > LONGEST_AT_ONCE) throw new TooHeavy();
    if (took > SLOW) atOnce = Math.max(1, atOnce / 2);
    else if (took < QUICK) atOnce = Math.min(MOST_AT_ONCE, atOnce * 2);
  };
  for (const name of DRAWS) {
    const own: unknown = Reflect.get(context, name);
    if (typeof own !== 'function') continue;
    Reflect.set(context, name, (...given: unknown[]) => {
      Reflect.apply(own, context, given);
      drawn();
    });
  }
}

/** Within one another; every piece of the drawing is cut by all of them. */
const MOST_CLIPS = 500;

interface Clippable {
  save(): void;
  restore(): void;
  clip(...given: unknown[]): void;
}

/** Ends what is cut out of itself over and over again with `TooHeavy`: a browser cuts it all anew for whatever is drawn. */
export function keepShallow(context: Clippable): void {
  let clips = 0;
  const saved: number[] = [];
  const own = { save: context.save, restore: context.restore, clip: context.clip };
  context.save = () => {
    saved.push(clips);
    own.save.call(context);
  };
  context.restore = () => {
    clips = saved.pop() ?? clips;
    own.restore.call(context);
  };
  context.clip = (...given) => {
    clips += 1;
    if (clips > MOST_CLIPS) throw new TooHeavy();
    own.clip.apply(context, given);
  };
}

interface CanvasAndContext {
  canvas: HTMLCanvasElement | null;
  context: CanvasRenderingContext2D | null;
}

/**
 * The canvases that pdfjs draws groups, masks and tiles on before they come onto the page. A mask of a group is held
 * until the page is drawn: a kilobyte of a file asks for gigabytes.
 */
export class SteadyCanvasFactory {
  readonly #held = new WeakMap<HTMLCanvasElement, number>();
  #pixels = 0;
  #most = Number.POSITIVE_INFINITY;

  /** Told before a page is drawn. @param pixels of the page itself */
  begin(pixels: number): void {
    this.#pixels = 0;
    this.#most = Math.max(MOST_GROUP_PIXELS, pixels * MOST_GROUPS);
  }

  /** @throws TooHeavy */
  create(width: number, height: number): CanvasAndContext {
    this.#take(width * height + PIXELS_A_GROUP);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    this.#held.set(canvas, width * height + PIXELS_A_GROUP);
    return { canvas, context: steadyContext(canvas, true) };
  }

  /** @throws TooHeavy */
  reset({ canvas }: CanvasAndContext, width: number, height: number): void {
    if (canvas === null) throw new Error('the canvas was given back');
    this.#giveBack(canvas);
    this.#take(width * height + PIXELS_A_GROUP);
    canvas.width = width;
    canvas.height = height;
    this.#held.set(canvas, width * height + PIXELS_A_GROUP);
  }

  destroy(given: CanvasAndContext): void {
    if (given.canvas !== null) {
      this.#giveBack(given.canvas);
      // The memory goes with the size.
      given.canvas.width = 0;
      given.canvas.height = 0;
    }
    given.canvas = null;
    given.context = null;
  }

  #take(pixels: number): void {
    if (this.#pixels + pixels > this.#most) throw new TooHeavy();
    this.#pixels += pixels;
  }

  #giveBack(canvas: HTMLCanvasElement): void {
    // Of the page before, if it was given up, nothing counts.
    this.#pixels = Math.max(0, this.#pixels - (this.#held.get(canvas) ?? 0));
    this.#held.delete(canvas);
  }
}

/**
 * Ends the colouring of a mesh, which pdfjs does point by point and at once, with `TooHeavy` when it takes too long:
 * a few hundred triangles over all of a page are enough.
 *
 * @param now milliseconds
 */
export function keepBrief(
  context: Pick<CanvasRenderingContext2D, 'createImageData'>,
  now = () => performance.now(),
): void {
  const own = context.createImageData;
  context.createImageData = (...given: [ImageData | number, number?]) => {
    const made: ImageData = Reflect.apply(own, context, given);
    const [points, begun] = [made.data, now()];
    // Asked for before every triangle.
    const get = () => {
      if (now() - begun > LONGEST_AT_ONCE) throw new TooHeavy();
      return points;
    };
    return Object.defineProperty(made, 'data', { get });
  };
}

/** @param alpha whether the paper shines through */
export function steadyContext(canvas: HTMLCanvasElement, alpha: boolean): CanvasRenderingContext2D {
  // Read from time to time: it is better not kept in a graphics card.
  const context = canvas.getContext('2d', { alpha, willReadFrequently: true });
  if (context === null) throw new Error('no canvas is to be had');
  keepSteady(context);
  keepBrief(context);
  keepShallow(context);
  return context;
}
