/** What really puts something on a canvas; all else only says how. */
const DRAWS = ['fill', 'stroke', 'fillRect', 'strokeRect', 'fillText', 'strokeText', 'drawImage'] as const;

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
 * while pdfjs, which rests whenever some milliseconds have passed, took a moment only.
 *
 * @param now milliseconds
 */
export function keepSteady(context: Drawable, now = () => performance.now()): void {
  let [atOnce, waiting] = [MOST_AT_ONCE / 4, 0];
  const drawn = () => {
    waiting += 1;
    if (waiting < atOnce) return;
    waiting = 0;
    const begun = now();
    // There is no other way to have it drawn: a pixel is read.
    context.getImageData(0, 0, 1, 1);
    const took = now() - begun;
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

interface CanvasAndContext {
  canvas: HTMLCanvasElement | null;
  context: CanvasRenderingContext2D | null;
}

/** The canvases that pdfjs draws groups, masks and tiles on before they come onto the page. */
export class SteadyCanvasFactory {
  create(width: number, height: number): CanvasAndContext {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    return { canvas, context: steadyContext(canvas, true) };
  }

  reset({ canvas }: CanvasAndContext, width: number, height: number): void {
    if (canvas === null) throw new Error('the canvas was given back');
    canvas.width = width;
    canvas.height = height;
  }

  destroy(given: CanvasAndContext): void {
    if (given.canvas !== null) {
      // The memory goes with the size.
      given.canvas.width = 0;
      given.canvas.height = 0;
    }
    given.canvas = null;
    given.context = null;
  }
}

/** @param alpha whether the paper shines through */
export function steadyContext(canvas: HTMLCanvasElement, alpha: boolean): CanvasRenderingContext2D {
  // Read from time to time: it is better not kept in a graphics card.
  const context = canvas.getContext('2d', { alpha, willReadFrequently: true });
  if (context === null) throw new Error('no canvas is to be had');
  keepSteady(context);
  return context;
}
