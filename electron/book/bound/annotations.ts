import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Matrix } from '../../evidence/matrix.ts';
import { type PdfPage, readBox, readNumbers } from '../../evidence/pdf-pages.ts';
import { decimal } from './ink.ts';

/** An annotation's appearance, to be shown as part of the page: the seal, the signature, the typed answer. */
export interface Appearance {
  stream: PDFObject;
  /** From the appearance's own space (after its /Matrix) to the page's user space. */
  matrix: Matrix;
}
export interface SplitAnnotations {
  appearances: Appearance[];
  /** Answers typed into a form that carries no picture of them. */
  typed: { text: string; box: PdfPage['box']; sizePt: number }[];
  /** Marks that have no appearance of their own and that the viewer draws (squares, highlights, notes). */
  drawnByViewer: PDFDict[];
}

const name = (text: string): PDFName => PDFName.of(text);
const HIDDEN = 2;
const NO_VIEW = 32;
const NEVER_SHOWN = new Set(['Popup', 'Link'].map(name));
const DRAWN_BY_VIEWERS = new Set(
  [
    'Square',
    'Circle',
    'Line',
    'Polygon',
    'PolyLine',
    'Ink',
    'Highlight',
    'Underline',
    'StrikeOut',
    'Squiggly',
    'FreeText',
    'Text',
    'Caret',
  ].map(name),
);

/** What of a page's annotations prints in the bound book. Links and pop-ups do not: paper cannot be clicked. */
export function splitAnnotations(page: PdfPage): SplitAnnotations {
  const split: SplitAnnotations = { appearances: [], typed: [], drawnByViewer: [] };
  for (const annotation of page.annotations) {
    const kind = annotation.lookup(name('Subtype'));
    const flags = annotation.lookup(name('F'));
    const hidden = flags instanceof PDFNumber && (flags.asNumber() & (HIDDEN | NO_VIEW)) !== 0;
    if (hidden || !(kind instanceof PDFName) || NEVER_SHOWN.has(kind)) continue;
    const appearance = readAppearance(annotation);
    const typed = appearance === undefined ? readTyped(annotation) : undefined;
    if (appearance !== undefined) split.appearances.push(appearance);
    else if (typed !== undefined) split.typed.push(typed);
    else if (DRAWN_BY_VIEWERS.has(kind)) split.drawnByViewer.push(annotation);
  }
  return split;
}

/** PDF 1.7, 12.5.5, algorithm 8.1: the appearance's box, turned by its matrix, is fitted to the annotation's rectangle. */
function readAppearance(annotation: PDFDict): Appearance | undefined {
  const appearances = annotation.lookup(name('AP'));
  if (!(appearances instanceof PDFDict)) return undefined;
  const state = annotation.lookup(name('AS'));
  const normal = appearances.get(name('N'));
  const normalObject = annotation.context.lookup(normal);
  const chosen =
    normalObject instanceof PDFDict && state instanceof PDFName ? normalObject.get(state) : normal;
  const stream = annotation.context.lookup(chosen);
  if (!(stream instanceof PDFStream) || chosen === undefined) return undefined;
  const box = readBox(stream.dict.lookup(name('BBox')));
  const rect = readBox(annotation.lookup(name('Rect')));
  if (box === undefined || rect === undefined) return undefined;
  const map = stream.dict.lookup(name('Matrix'));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] =
    (map instanceof PDFArray ? readNumbers(map, 6) : undefined) ?? [];
  const shown = mapBox([a, b, c, d, e, f], box);
  if (shown.width < 1e-6 || shown.height < 1e-6) return undefined;
  const scaleX = rect.width / shown.width;
  const scaleY = rect.height / shown.height;
  return {
    stream: chosen,
    matrix: [scaleX, 0, 0, scaleY, rect.x - shown.x * scaleX, rect.y - shown.y * scaleY],
  };
}

/** A filled text field without appearance: viewers set its value themselves, so the book must. */
function readTyped(annotation: PDFDict): SplitAnnotations['typed'][number] | undefined {
  const parent = annotation.lookup(name('Parent'));
  const entry = (key: string): PDFObject | undefined =>
    annotation.lookup(name(key)) ?? (parent instanceof PDFDict ? parent.lookup(name(key)) : undefined);
  const kind = entry('FT');
  const value = entry('V');
  const box = readBox(annotation.lookup(name('Rect')));
  if (annotation.lookup(name('Subtype')) !== name('Widget') || box === undefined) return undefined;
  if ((kind !== name('Tx') && kind !== name('Ch')) || !isText(value)) return undefined;
  const style = entry('DA');
  const size = Number(isText(style) ? (/([\d.]+)\s+Tf/.exec(style.decodeText())?.[1] ?? 0) : 0);
  // Size 0 means “as fits”.
  const sizePt = size > 0 ? Math.min(size, 72) : Math.max(4, Math.min(12, box.height * 0.7));
  return { text: value.decodeText(), box, sizePt };
}

const isText = (object: PDFObject | undefined): object is PDFString | PDFHexString =>
  object instanceof PDFString || object instanceof PDFHexString;

type Box = PdfPage['box'];

function mapBox(matrix: Matrix, box: Box): Box {
  const corners = [
    [box.x, box.y],
    [box.x + box.width, box.y],
    [box.x, box.y + box.height],
    [box.x + box.width, box.y + box.height],
  ].map(([x = 0, y = 0]) => mapPoint(matrix, x, y));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function mapPoint([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Operators that show an appearance under the name given it in the page's resources. */
export function showAppearance(appearance: Appearance, resource: string): string {
  return `q ${appearance.matrix.map(precise).join(' ')} cm /${resource} Do Q`;
}

/** Matrices need more digits than places do. */
export function precise(value: number): string {
  return Math.abs(value) < 1e-9 ? '0' : value.toFixed(7).replace(/\.?0+$/, '') || decimal(value);
}

const POINT_LISTS = ['QuadPoints', 'Vertices', 'L', 'CL'];
const LEFT_BEHIND = new Set(
  ['P', 'Parent', 'A', 'AA', 'Dest', 'Popup', 'IRT', 'OC', 'AP', 'StructParent'].map(name),
);

/** A copy of the annotation (in its own document) with its geometry moved to where the page's content goes. */
export function moveAnnotation(annotation: PDFDict, matrix: Matrix): PDFDict {
  const { context } = annotation;
  const moved = PDFDict.withContext(context);
  for (const [key, value] of annotation.entries()) if (!LEFT_BEHIND.has(key)) moved.set(key, value);
  const rect = readBox(annotation.lookup(name('Rect')));
  if (rect !== undefined) {
    const box = mapBox(matrix, rect);
    moved.set(name('Rect'), context.obj([box.x, box.y, box.x + box.width, box.y + box.height]));
  }
  for (const key of POINT_LISTS) {
    const list = annotation.lookup(name(key));
    if (list instanceof PDFArray) moved.set(name(key), movePoints(context, list, matrix));
  }
  const strokes = annotation.lookup(name('InkList'));
  if (strokes instanceof PDFArray) {
    const lists = strokes.asArray().map((each) => context.lookup(each));
    moved.set(
      name('InkList'),
      context.obj(
        lists.flatMap((each) => (each instanceof PDFArray ? [movePoints(context, each, matrix)] : [])),
      ),
    );
  }
  return moved;
}

function movePoints(context: PDFContext, list: PDFArray, matrix: Matrix): PDFArray {
  const numbers = readNumbers(list, list.size()) ?? [];
  const moved: number[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2)
    moved.push(...mapPoint(matrix, numbers[at] ?? 0, numbers[at + 1] ?? 0));
  return context.obj(moved);
}
