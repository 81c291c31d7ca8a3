import { Button, Checkbox } from 'antd';
import type { Finding } from '../../shared/rules/finding.ts';
import type { DraftPane } from '../shell/navigation.tsx';
import { useSession } from './draft-context.tsx';
import { paneOf } from './finding-pane.ts';
import { useLocked } from './read-only.tsx';
import './finding-list.css';

export const LEVEL_WORDS = {
  block: { shape: '▲', words: '须改' },
  warn: { shape: '△', words: '建议' },
  hint: { shape: '☐', words: '请确认' },
} as const;

interface FindingListProps {
  findings: readonly Finding[];
  open: (pane: DraftPane) => void;
}

/** Findings with what is wrong, why, and the way to the place; what a person must confirm can be ticked here. */
export function FindingList({ findings, open }: FindingListProps) {
  const session = useSession();
  const locked = useLocked();
  return (
    <ul className="finding-list">
      {findings.map((finding) => {
        const { shape, words } = LEVEL_WORDS[finding.level];
        return (
          <li key={finding.key} className={`finding finding-${finding.level}`}>
            <p className="finding-message">
              <span className="finding-mark" aria-hidden="true">
                {shape}
              </span>
              <span className="visually-hidden">{words}：</span>
              {finding.message}
            </p>
            <p className="finding-why">
              依据：{finding.clause}。{finding.remedy}
            </p>
            {finding.level === 'hint' ? (
              <Checkbox
                className="finding-tick"
                disabled={locked}
                onChange={() => session.change({ kind: 'confirmation', finding: finding.key, value: true })}
              >
                已核对
              </Checkbox>
            ) : null}
            <Button type="link" size="small" onClick={() => open(paneOf(finding))}>
              {finding.level === 'hint' ? '去看看' : '去修改'}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
