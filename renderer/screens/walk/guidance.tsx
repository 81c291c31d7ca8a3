import { useCallback } from 'react';
import type { Section } from '../../../shared/form/definition.ts';
import { isFilled } from '../../../shared/form/filled.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useDraftState } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { FindingList } from '../../draft/finding-list.tsx';
import { type Findings, findingsOfSection } from '../../draft/findings.ts';
import type { DraftPane } from '../../shell/navigation.tsx';

interface GuidanceProps {
  section: Section;
  findings: Findings | undefined;
  open: (pane: DraftPane) => void;
}

const contentOf = (state: DraftState) => state.content.answers;
const evidenceOf = (state: DraftState) => state.evidence;

/** Whether a finding only says that nothing is there yet: on a new draft that is nearly everything, and no fault. */
function useIsUnfilled(): (finding: Finding) => boolean {
  const answers = useDraftState(contentOf);
  const evidence = useDraftState(evidenceOf);
  return useCallback(
    ({ level, field, evidence: slot }) => {
      if (level !== 'block') return false;
      if (slot !== undefined) return !isFilled(evidence.get(slot));
      if (field === undefined) return false;
      const [id = '', ...inside] = field.split('.');
      const value = inside.reduce<unknown>(
        (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
        answers[id],
      );
      return !isFilled(value);
    },
    [answers, evidence],
  );
}

/** Beside the section: the notice's own instruction for it, what the check says, what Dossier advises. */
export function Guidance({ section, findings, open }: GuidanceProps) {
  const own = findingsOfSection(findings, section.id);
  const isUnfilled = useIsUnfilled();
  const unfilled = own.filter(isUnfilled);
  const faults = own.filter((finding) => !isUnfilled(finding));
  const advice = section.fields.flatMap(({ id, label, guidance }) =>
    guidance === undefined ? [] : [{ id, label, guidance }],
  );
  const heading = 'heading' in section ? section.heading : section.title;
  const prompts =
    section.kind === 'narrative'
      ? section.parts.flatMap(({ prompt }) => (prompt === undefined ? [] : [prompt]))
      : [];
  return (
    <>
      <section>
        <h2>本部分要求（通知原文）</h2>
        <p className="official">{heading}</p>
        {section.instruction === undefined ? null : <p className="official">{section.instruction}</p>}
        {prompts.map((prompt) => (
          <p key={prompt} className="official">
            {prompt}
          </p>
        ))}
      </section>
      <section>
        <h2>检查（{own.length}）</h2>
        {own.length === 0 ? (
          <p className="quiet">这一部分没有要改的地方。</p>
        ) : (
          <FindingList findings={faults} open={open} />
        )}
        {unfilled.length === 0 ? null : (
          <details className="unfilled">
            <summary>还没有填写的 {unfilled.length} 项</summary>
            <FindingList findings={unfilled} open={open} />
          </details>
        )}
      </section>
      {advice.length === 0 ? null : (
        <section>
          <h2>填写提示</h2>
          <dl className="advice">
            {advice.map(({ id, label, guidance }) => (
              <div key={id}>
                <dt>{label}</dt>
                <dd>{guidance}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
