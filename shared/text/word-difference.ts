import { sequenceSteps } from './sequence-difference.ts';

/** A piece of a text, and whether the other text has it too. */
export interface MarkedPiece {
  text: string;
  changed: boolean;
}

let segmenter: Intl.Segmenter | undefined;

/** The words of a text with all that stands between them, so that they join to the text again. */
function wordsOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function joined(pieces: readonly MarkedPiece[]): MarkedPiece[] {
  const result: MarkedPiece[] = [];
  for (const { text, changed } of pieces) {
    const last = result.at(-1);
    if (last?.changed === changed) last.text += text;
    else result.push({ text, changed });
  }
  return result;
}

/** Two wordings of one text, each with what the other has not marked, word by word. */
export function wordDifference(
  before: string,
  after: string,
): { before: MarkedPiece[]; after: MarkedPiece[] } {
  const steps = sequenceSteps(
    wordsOf(before),
    wordsOf(after),
    (word) => word,
    () => false,
  );
  return {
    before: joined(
      steps.flatMap((step) =>
        step.kind === 'extra' ? [] : [{ text: step.expected, changed: step.kind !== 'same' }],
      ),
    ),
    after: joined(
      steps.flatMap((step) =>
        step.kind === 'missing' ? [] : [{ text: step.found, changed: step.kind !== 'same' }],
      ),
    ),
  };
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** Share of the pairs of characters that two texts have in common, 0 to 1. */
const LIKE = 0.3;

/** Whether one text may be the other in new words, and not another text in its place. */
export function areAlike(before: string, after: string): boolean {
  const [left, right] = [pairsOf(before), pairsOf(after)];
  if (left.size === 0 || right.size === 0) return before === after;
  const common = [...left].filter((pair) => right.has(pair)).length;
  return (2 * common) / (left.size + right.size) >= LIKE;
}
