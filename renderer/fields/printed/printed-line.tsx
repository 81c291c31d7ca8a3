import { Button } from 'antd';
import { useMemo } from 'react';
import type { Section } from '../../../shared/form/definition.ts';
import { sectionOfField } from '../../../shared/form/definition.ts';
import type { Draft } from '../../../shared/form/draft.ts';
import { printTemplate } from '../../../shared/form/print-answer.ts';
import { parseTemplate } from '../../../shared/form/template.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { useNavigation } from '../../shell/navigation.tsx';

const contentOf = (state: DraftState) => state.content;

/** A line of the form's wording with its answers, as the book prints it. */
export function PrintedLine({ template }: { template: string }) {
  const { form } = useSession();
  const { notice, programme, answers } = useDraftState(contentOf);
  return useMemo(() => {
    const draft: Draft = { formatVersion: 1, notice, programme, answers, evidence: {} };
    return <>{printTemplate(form, draft, template)}</>;
  }, [form, notice, programme, answers, template]);
}

/** Which section fills in what is printed here, and the way to it. */
export function WhereFrom({ section, templates }: { section: Section; templates: readonly string[] }) {
  const { form, draftId } = useSession();
  const { goTo } = useNavigation();
  const paths = templates.flatMap((template) =>
    parseTemplate(template).flatMap((part) => (part.kind === 'answer' ? [part.path] : [])),
  );
  const foreign = paths.flatMap((path) => {
    const source = sectionOfField(form, path);
    const field = source?.fields.find(({ id }) => id === path);
    return source === undefined || source === section || field === undefined ? [] : [{ source, field }];
  });
  const [first] = foreign;
  if (first === undefined) return null;
  return (
    <p className="quiet printed-from">
      {foreign.map(({ field }) => field.label).join('、')}取自“{first.source.title}”。
      <Button
        type="link"
        size="small"
        onClick={() =>
          goTo({
            screen: 'draft',
            draftId,
            pane: { kind: 'section', section: first.source.id, field: first.field.id },
          })
        }
      >
        去填写
      </Button>
    </p>
  );
}
