import { Button } from 'antd';
import type { ReactNode } from 'react';
import { placeWords } from '../../../shared/form/place-words.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useSession } from '../../draft/draft-context.tsx';
import { paneOf } from '../../draft/finding-pane.ts';
import type { DraftPane } from '../../shell/navigation.tsx';

interface FindingLineProps {
  finding: Finding;
  open: (pane: DraftPane) => void;
  /** In the place of the plain message: a hint has a box to tick. */
  what?: ReactNode;
}

/** One finding: where → what → why → the way there. */
export function FindingLine({ finding, open, what }: FindingLineProps) {
  const { form } = useSession();
  const { message, clause, remedy, section, field, evidence } = finding;
  const title = form.sections.find(({ id }) => id === section)?.title ?? '';
  const place = placeWords(form, field ?? evidence ?? '');
  return (
    <li className="check-line">
      <div className="check-where">
        {place === '' ? title : place}
        {place === '' || place === title ? null : <small>{title}</small>}
      </div>
      <div className="check-what">
        {what ?? <p>{message}</p>}
        <p className="check-why">
          依据：{clause}。{remedy}
        </p>
      </div>
      <Button
        size="small"
        aria-label={`${finding.level === 'hint' ? '去查看' : '去修改'}：${place === '' ? title : place}`}
        onClick={() => open(paneOf(finding))}
      >
        {finding.level === 'hint' ? '去查看' : '去修改'}
      </Button>
    </li>
  );
}
