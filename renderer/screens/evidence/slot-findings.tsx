import type { Finding } from '../../../shared/rules/finding.ts';
import { LEVEL_WORDS } from '../../draft/finding-list.tsx';

/** What the check says of a slot: here is the place to mend it, so there is no way to it. */
export function SlotFindings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="slot-findings" aria-label="检查结果">
      {findings.map(({ key, level, message, remedy, clause }) => (
        <li key={key} className={`finding finding-${level}`} title={`依据：${clause}`}>
          <span className="finding-mark" aria-hidden="true">
            {LEVEL_WORDS[level].shape}
          </span>
          <span className="visually-hidden">{LEVEL_WORDS[level].words}：</span>
          {message}
          <span className="finding-why"> {remedy}</span>
        </li>
      ))}
    </ul>
  );
}
