import { Button } from 'antd';
import { evidenceSectionOf } from '../../shared/form/definition.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { useSession } from '../draft/draft-context.tsx';
import { LEVEL_WORDS } from '../draft/finding-list.tsx';
import { useNavigation } from '../shell/navigation.tsx';

/** What the check says of a field, under its box: what is wrong, why, what to do. */
export function FieldFindings({ findings }: { findings: readonly Finding[] }) {
  const { goTo } = useNavigation();
  const { draftId, form } = useSession();
  return findings.map(({ key, level, message, clause, remedy, evidence }) => (
    <div key={key} className={`field-finding field-finding-${level}`}>
      <p>
        <span aria-hidden="true">{LEVEL_WORDS[level].shape} </span>
        <span className="visually-hidden">{LEVEL_WORDS[level].words}：</span>
        {message}
      </p>
      <p className="field-finding-why">
        依据：{clause}。{remedy}
        {evidence === undefined ? null : (
          <Button
            disabled={false}
            type="link"
            size="small"
            onClick={() =>
              goTo({
                screen: 'draft',
                draftId,
                pane: { kind: 'section', section: evidenceSectionOf(form).id, field: evidence },
              })
            }
          >
            去材料
          </Button>
        )}
      </p>
    </div>
  ));
}

/** What is wrong with the form of a text, under its box. */
export function FieldError({ error }: { error: string }) {
  return (
    <p className="field-error" role="alert">
      <span aria-hidden="true">▲ </span>
      {error}
    </p>
  );
}
