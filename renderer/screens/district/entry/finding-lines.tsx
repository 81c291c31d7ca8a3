import type { CheckItem } from '../../../../shared/intake/entry.ts';

/** What the rules say, as an officer is shown it. */
const LEVELS = {
  block: { shape: '▲', words: '须改' },
  warn: { shape: '△', words: '建议' },
  hint: { shape: '○', words: '请核实' },
} as const;

/** Findings on an application, each with its remedy; nothing where there are none. */
export function FindingLines({ findings }: { findings: CheckItem['findings'] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="first-check-findings">
      {findings.map(({ level, message, remedy }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change
        <li key={index} data-level={level}>
          <strong>
            <span aria-hidden="true">{LEVELS[level].shape} </span>
            {LEVELS[level].words}：
          </strong>
          {message}
          <span className="quiet"> → {remedy}</span>
        </li>
      ))}
    </ul>
  );
}
