import { PDFDict, PDFName, PDFStream } from '@cantoo/pdf-lib';
import { type ContentScan, decodeContent, scanContent } from './pdf-content.ts';

/** A dense plan of 360,000 lines has a million. */
export const MOST_OPERATORS = 3_000_000;
/** Forms within forms; what is deeper is deeper than any viewer goes. */
const DEEPEST = 50;

/** How many operators it takes to draw a form, forms in it counted as often as they are shown. */
export type FormWeights = Map<PDFStream, number>;

/**
 * How many operators it takes to draw content, forms (XObjects that are content themselves) counted as often as they
 * are shown: a page of two kilobytes may take a hundred million, and nothing that reads it comes to an end.
 *
 * @param known weights of forms that were met before, by whatever page
 */
export function drawingWeight(
  scan: Pick<ContentScan, 'operators' | 'shown'>,
  resources: PDFDict | undefined,
  known: FormWeights,
  depth = 0,
): number {
  const objects = resources?.lookup(PDFName.of('XObject'));
  let weight = scan.operators;
  if (!(objects instanceof PDFDict)) return weight;
  for (const { name } of scan.shown) {
    const shown = objects.lookup(PDFName.of(name));
    if (shown instanceof PDFStream) weight += formWeight(shown, resources, known, depth + 1);
    if (weight > MOST_OPERATORS) break;
  }
  return weight;
}

function formWeight(form: PDFStream, outer: PDFDict | undefined, known: FormWeights, depth: number): number {
  const before = known.get(form);
  if (before !== undefined) return before;
  if (form.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image')) return 0;
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
  // One that shows itself is not drawn again by any viewer.
  known.set(form, 0);
  const content = decodeContent(form);
  const own = form.dict.lookup(PDFName.of('Resources'));
  const weight =
    content === undefined
      ? 0
      : drawingWeight(scanContent([content]), own instanceof PDFDict ? own : outer, known, depth);
  known.set(form, weight);
  return weight;
}
