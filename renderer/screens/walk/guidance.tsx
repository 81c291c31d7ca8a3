import type { Section } from '../../../shared/form/definition.ts';
import { FindingList } from '../../draft/finding-list.tsx';
import { type Findings, findingsOfSection } from '../../draft/findings.ts';
import type { DraftPane } from '../../shell/navigation.tsx';

interface GuidanceProps {
  section: Section;
  findings: Findings | undefined;
  open: (pane: DraftPane) => void;
}

/** Beside the section: the notice's own instruction for it, what the check says, what Dossier advises. */
export function Guidance({ section, findings, open }: GuidanceProps) {
  const own = findingsOfSection(findings, section.id);
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
          <FindingList findings={own} open={open} />
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
