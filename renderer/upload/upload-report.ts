import type { UploadEnd } from './upload-queue.ts';

/** Lines of one message; more help nobody. */
const MOST_LINES = 5;

export interface UploadReport {
  kind: 'done' | 'info' | 'problem';
  text: string;
}

function shortened(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_LINES);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`另有 ${rest} 条同样的情况。`] : [])].join('\n');
}

/** What to tell of a batch when all of it has ended; undefined when it speaks for itself. */
export function reportOf(ends: readonly UploadEnd[]): UploadReport | undefined {
  const failures = ends.flatMap((each) => (each.end === 'failed' ? [each.message] : []));
  const notes = ends.flatMap((each) =>
    each.end === 'taken' && 'notes' in each.answer ? each.answer.notes : [],
  );
  const lines = [...new Set([...failures, ...notes])];
  if (failures.length > 0) return { kind: 'problem', text: shortened(lines) };
  if (notes.length > 0) return { kind: 'info', text: shortened(lines) };
  const cancelled = ends.filter(({ end }) => end === 'cancelled').length;
  const taken = ends.length - cancelled;
  if (cancelled > 0)
    return {
      kind: 'info',
      text: taken === 0 ? '已取消，没有添加。' : `已添加 ${taken} 个文件，取消了 ${cancelled} 个。`,
    };
  return taken > 1 ? { kind: 'done', text: `已添加 ${taken} 个文件。` } : undefined;
}
