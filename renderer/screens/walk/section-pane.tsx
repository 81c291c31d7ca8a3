import { Button } from 'antd';
import { useEffect } from 'react';
import type { Section } from '../../../shared/form/definition.ts';
import { useSession } from '../../draft/draft-context.tsx';
import { type Findings, findingsOfSection } from '../../draft/findings.ts';
import { ReadOnlyWhenLocked } from '../../draft/read-only.tsx';
import { useSectionWords } from '../../draft/section-words.ts';
import { focusPlace } from '../../fields/place-focus.ts';
import { SectionForm } from '../../fields/section-form.tsx';
import { WordCounter } from '../../fields/word-counter.tsx';
import { type DraftPane, useNavigation } from '../../shell/navigation.tsx';
import { EvidenceSection } from '../evidence/evidence-section.tsx';

interface SectionPaneProps {
  section: Section;
  findings: Findings | undefined;
  /** Field, place in a field, or evidence slot to bring into view and focus. */
  focusPlace: string | null;
  open: (pane: DraftPane) => void;
  /** Opens the requirements; undefined while they stand beside the section. */
  showGuidance: (() => void) | undefined;
}

/** One section of the form: its heading with the count, what is to be filled in, the way on. */
export function SectionPane({ section, findings, focusPlace: place, open, showGuidance }: SectionPaneProps) {
  const { form } = useSession();
  const words = useSectionWords(section);
  const own = words.get(section.id);
  const at = form.sections.indexOf(section);
  const before = form.sections[at - 1];
  const after = form.sections[at + 1];
  const blocks = findingsOfSection(findings, section.id).length;
  // Each going there focuses the place, also when the last one led there too.
  const { view } = useNavigation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `view` is the going there
  useEffect(() => {
    if (place !== null) focusPlace(place);
  }, [place, view]);
  return (
    <article className="section-pane">
      <header className="section-head">
        <h1>{section.title}</h1>
        {own === undefined ? null : <WordCounter {...own} />}
        {showGuidance === undefined ? null : (
          <Button onClick={showGuidance}>
            {blocks === 0 ? '本部分要求' : `本部分要求 · 检查 ${blocks}`}
          </Button>
        )}
      </header>
      <ReadOnlyWhenLocked>
        {section.kind === 'evidence' ? (
          <EvidenceSection section={section} findings={findings} />
        ) : (
          <SectionForm section={section} words={words} findings={findings} />
        )}
      </ReadOnlyWhenLocked>
      <footer className="section-foot">
        {before === undefined ? (
          <span />
        ) : (
          <Button
            title={`${before.title}（Alt+↑）`}
            onClick={() => open({ kind: 'section', section: before.id, field: null })}
          >
            ← 上一部分
          </Button>
        )}
        {after === undefined ? (
          <Button type="primary" onClick={() => open({ kind: 'check' })}>
            去检查 →
          </Button>
        ) : (
          <Button
            type="primary"
            title={`${after.title}（Alt+↓）`}
            onClick={() => open({ kind: 'section', section: after.id, field: null })}
          >
            下一部分 →
          </Button>
        )}
      </footer>
    </article>
  );
}
