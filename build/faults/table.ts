import { findOperation, OPERATION_IDS } from './operations.ts';
import type { Outcome } from './outcome.ts';

/** Columns, in the order of the table. */
const FAULTS = [
  ...['ENOSPC', 'EIO', 'EACCES', 'EBUSY', 'EXDEV', 'ENOSPC lasting', 'EIO lasting'],
  ...['SIGKILL', 'full disk', 'short write'],
];

export function isLost({ problems }: Outcome): boolean {
  return problems.length > 0;
}

function cell(outcomes: readonly Outcome[]): string {
  const lost = outcomes.filter(isLost).length;
  if (outcomes.length === 0) return '—';
  return `${outcomes.length - lost} / ${lost}`;
}

/** Operation × fault → survived / lost, as Markdown. */
export async function faultTable(outcomes: readonly Outcome[]): Promise<string> {
  const faults = FAULTS.filter((fault) => outcomes.some((each) => each.fault === fault));
  const rows = [['操作', ...faults, '合计'], Array.from({ length: faults.length + 2 }, () => '---')];
  for (const id of OPERATION_IDS) {
    const own = outcomes.filter(({ operation }) => operation === id);
    if (own.length === 0) continue;
    const { name } = await findOperation(id);
    rows.push([name, ...faults.map((fault) => cell(own.filter((each) => each.fault === fault))), cell(own)]);
  }
  rows.push([
    '合计',
    ...faults.map((fault) => cell(outcomes.filter((each) => each.fault === fault))),
    cell(outcomes),
  ]);
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** How the operations ended that met a fault, and at how many different calls. */
export function endings(outcomes: readonly Outcome[]): string {
  const count = (end: Outcome['end']) => outcomes.filter((each) => each.end === end).length;
  const places = new Set(
    outcomes.map(({ operation, place }) => `${operation} ${place.replace(/[0-9a-f]{6,}|\d+/g, '#')}`),
  );
  return (
    `克服 ${count('done')}，明确告知后停止 ${count('told')}，进程中断 ${count('broken')}，` +
    `未能说明 ${count('untold')}；不同的调用与文件 ${places.size} 处`
  );
}

/** The last line. */
export function verdict(outcomes: readonly Outcome[]): string {
  const lost = outcomes.filter(isLost).length;
  return `faults ${outcomes.length}, survived ${outcomes.length - lost}, lost ${lost}`;
}
