import { useCallback, useEffect, useRef, useState } from 'react';
import type { Section } from '../../../shared/form/definition.ts';
import { call } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { useFindings } from '../../draft/findings.ts';
import { type DraftPane, useNavigation } from '../../shell/navigation.tsx';
import { useSettings } from '../../shell/settings-context.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { GUIDANCE_FOLDS_UNDER, SECTIONS_FOLD_UNDER } from '../../shell/theme-tokens.ts';
import { TitleBar } from '../../shell/title-bar.tsx';
import { useCommand } from '../../shell/use-commands.ts';
import { useWindowWidth } from '../../shell/window-width.ts';
import { CheckPane } from '../check/check-pane.tsx';
import { ExportsPane } from '../exports/exports-pane.tsx';
import { HistoryPane } from '../history/history-pane.tsx';
import { PreviewPane } from '../preview/preview-pane.tsx';
import { RemarksPane } from '../remarks/remarks-pane.tsx';
import { Guidance } from './guidance.tsx';
import { SaveFailure, SaveStateLine } from './save-state-line.tsx';
import { SealingBand } from './sealing-band.tsx';
import { SectionList } from './section-list.tsx';
import { SectionPane } from './section-pane.tsx';
import './walk.css';

const applicantOf = (state: DraftState) => state.content.answers.applicantName;
const MOVES = ['nextSection', 'previousSection'] as const;
const GUIDANCE = ['guidance'] as const;

/** The pane that is open, the first section's where nothing says otherwise, and the section in it. */
function usePane(asked: DraftPane | null): { pane: DraftPane; section: Section | undefined } {
  const { form, place } = useSession();
  const known = (id: string) => form.sections.find((section) => section.id === id);
  const first = form.sections[0];
  const left = place === null ? undefined : known(place.section);
  const pane: DraftPane = asked ?? {
    kind: 'section',
    section: left?.id ?? first?.id ?? '',
    field: left === undefined ? null : (place?.field ?? null),
  };
  return { pane, section: pane.kind === 'section' ? (known(pane.section) ?? first) : undefined };
}

/** The frame around an open draft: sections, what is being filled in, its guidance (ui.md “Frame”). */
export function Walk({ pane: asked }: { pane: DraftPane | null }) {
  const session = useSession();
  const { goTo } = useNavigation();
  const { settings } = useSettings();
  const width = useWindowWidth();
  const findings = useFindings();
  const applicant = useDraftState(applicantOf);
  const { pane, section } = usePane(asked);
  const [guidanceOpen, setGuidanceOpen] = useState(false);
  const middle = useRef<HTMLElement>(null);

  const { draftId, form } = session;
  const open = useCallback(
    (next: DraftPane) => {
      void session.flush().catch(() => undefined);
      goTo({ screen: 'draft', draftId, pane: next });
    },
    [session, goTo, draftId],
  );
  const sectionId = section?.id;
  useEffect(() => {
    if (sectionId === undefined) return;
    void call('rememberPlace', { draftId, section: sectionId, field: null }).catch(() => undefined);
  }, [draftId, sectionId]);
  const shown = sectionId ?? pane.kind;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown anew is shown from its top
  useEffect(() => {
    // In braces: Chromium's `scrollTo` gives a promise, which React would take for a clean-up.
    middle.current?.scrollTo({ top: 0 });
  }, [shown]);

  const move = useCallback(
    (command: string) => {
      const at = form.sections.findIndex((each) => each.id === sectionId);
      const next = form.sections[at + (command === 'nextSection' ? 1 : -1)];
      if (next !== undefined) open({ kind: 'section', section: next.id, field: null });
    },
    [form, sectionId, open],
  );
  useCommand(MOVES, move);
  const hasGuidance = section !== undefined;
  const guidanceBeside = hasGuidance && width >= GUIDANCE_FOLDS_UNDER && settings.panels.guidance;
  useCommand(
    GUIDANCE,
    useCallback(() => {
      if (guidanceBeside) document.getElementById('guidance')?.focus();
      // Elsewhere there is none; it must not come up later, with the next section.
      else if (hasGuidance) setGuidanceOpen(true);
    }, [guidanceBeside, hasGuidance]),
  );

  return (
    <>
      <a className="skip-link" href="#middle">
        跳到填写内容
      </a>
      <TitleBar
        subject={`${typeof applicant === 'string' && applicant.trim() !== '' ? applicant : '未填写企业名称'} · ${form.shownName}${session.example ? '（示例）' : ''}`}
        save={<SaveStateLine />}
      />
      <SaveFailure />
      <SealingBand pane={pane.kind} open={open} />
      <div className="walk">
        <SectionList
          folded={width < SECTIONS_FOLD_UNDER || !settings.panels.sections}
          findings={findings}
          pane={pane}
          open={open}
        />
        <main id="middle" className="walk-middle" ref={middle} tabIndex={-1}>
          {section === undefined ? null : (
            <SectionPane
              key={section.id}
              section={section}
              findings={findings}
              focusPlace={pane.kind === 'section' ? pane.field : null}
              open={open}
              showGuidance={guidanceBeside ? undefined : () => setGuidanceOpen(true)}
            />
          )}
          {pane.kind === 'check' ? <CheckPane place={pane.place ?? null} open={open} /> : null}
          {pane.kind === 'preview' ? <PreviewPane /> : null}
          {pane.kind === 'exports' ? <ExportsPane key={pane.from ?? 'latest'} from={pane.from} /> : null}
          {pane.kind === 'remarks' ? <RemarksPane open={open} /> : null}
          {pane.kind === 'history' ? <HistoryPane field={pane.field} open={open} /> : null}
        </main>
        {guidanceBeside ? (
          <aside id="guidance" className="walk-guidance" tabIndex={-1} aria-label="本部分要求与检查">
            <Guidance section={section} findings={findings} open={open} />
          </aside>
        ) : null}
      </div>
      {guidanceOpen && section !== undefined && !guidanceBeside ? (
        <Sheet title="本部分要求与检查" onClose={() => setGuidanceOpen(false)}>
          <Guidance
            section={section}
            findings={findings}
            open={(next) => {
              setGuidanceOpen(false);
              open(next);
            }}
          />
        </Sheet>
      ) : null}
    </>
  );
}
