import { Progress, Tooltip } from 'antd';
import type { Section } from '../../../shared/form/definition.ts';
import { useSession } from '../../draft/draft-context.tsx';
import type { Findings } from '../../draft/findings.ts';
import type { DraftPane } from '../../shell/navigation.tsx';
import { useExport } from '../preview/export-context.tsx';
import { preparePreview } from '../preview/prepare-preview.ts';

interface SectionListProps {
  /** Only the marks. */
  folded: boolean;
  findings: Findings | undefined;
  pane: DraftPane;
  open: (pane: DraftPane) => void;
}

interface Mark {
  shape: string;
  words: string;
  kind: 'empty' | 'started' | 'complete' | 'blocked';
}

/** ○ 未填, ◐ 进行中, ● 完成, ▲ n 须改: shape, colour and words together. */
function markOf(section: Section, findings: Findings | undefined): Mark {
  const state = findings?.sections.find((each) => each.section === section.id);
  if (state === undefined || (state.state === 'empty' && state.blocks === 0))
    return { shape: '○', words: '未填', kind: 'empty' };
  if (state.state === 'empty') return { shape: '○', words: `未填，${state.blocks} 项须改`, kind: 'empty' };
  if (state.state === 'complete' && state.blocks === 0)
    return { shape: '●', words: '完成', kind: 'complete' };
  if (state.state === 'complete') return { shape: '▲', words: `${state.blocks} 项须改`, kind: 'blocked' };
  const words = state.blocks === 0 ? '进行中' : `进行中，${state.blocks} 项须改`;
  return { shape: '◐', words, kind: 'started' };
}

/** The export goes on while other parts are looked at; here one sees it. */
function exportLabel(state: ReturnType<typeof useExport>['state']): string {
  if (state.phase === 'running') return `正在导出 ${Math.floor(state.stage?.percent ?? 0)}%`;
  return '预览与导出';
}

const SHORT: Readonly<Record<string, string>> = { cover: '封', commitment: '诺', applicationForm: '表' };

/** “一”, “二” of a numbered section, for the folded list. */
function shortTitle(section: Section): string {
  return SHORT[section.id] ?? section.title.slice(0, 1);
}

/** The form's sections in its order with their state, and what comes after filling in. */
export function SectionList({ folded, findings, pane, open }: SectionListProps) {
  const { form } = useSession();
  const { state } = useExport();
  const progress = Math.floor(findings?.progress ?? 0);
  const count = (level: string) => (findings?.findings ?? []).filter((each) => each.level === level).length;
  const after: { pane: DraftPane; label: string; short: string; badge?: number }[] = [
    { pane: { kind: 'check' }, label: '检查', short: '查', badge: count('block') },
    { pane: { kind: 'preview' }, label: exportLabel(state), short: '导' },
    { pane: { kind: 'exports', from: null }, label: '导出记录与对比', short: '比' },
    { pane: { kind: 'remarks' }, label: '退回修改', short: '退' },
    { pane: { kind: 'history', field: null }, label: '历史版本', short: '史' },
  ];
  return (
    <nav className={folded ? 'section-list section-list-folded' : 'section-list'} aria-label="申报书各部分">
      {folded ? null : (
        <div className="section-progress">
          <span>填报进度 {progress}%</span>
          <Progress
            percent={progress}
            showInfo={false}
            size="small"
            strokeColor={progress === 100 ? 'var(--done)' : 'var(--accent)'}
            aria-label={`填报进度 ${progress}%`}
          />
        </div>
      )}
      <ol>
        {form.sections.map((section) => {
          const mark = markOf(section, findings);
          const blocks = findings?.sections.find((each) => each.section === section.id)?.blocks ?? 0;
          const current = pane.kind === 'section' && pane.section === section.id;
          return (
            <li key={section.id}>
              <Tooltip title={folded ? `${section.title}：${mark.words}` : undefined} placement="right">
                <button
                  type="button"
                  className="section-entry"
                  aria-current={current ? 'step' : undefined}
                  onClick={() => open({ kind: 'section', section: section.id, field: null })}
                >
                  <span className={`mark mark-${mark.kind}`} aria-hidden="true">
                    {mark.shape}
                  </span>
                  {folded ? (
                    <span aria-hidden="true">{shortTitle(section)}</span>
                  ) : (
                    <span className="section-name">{section.title}</span>
                  )}
                  {blocks > 0 && !folded ? (
                    <span className="section-blocks" aria-hidden="true">
                      {blocks}
                    </span>
                  ) : null}
                  <span className="visually-hidden">
                    {folded ? section.title : ''}（{mark.words}）
                  </span>
                </button>
              </Tooltip>
            </li>
          );
        })}
      </ol>
      <ul className="section-after">
        {after.map(({ pane: next, label, short, badge }) => (
          <li key={next.kind}>
            <button
              type="button"
              className="section-entry"
              title={folded ? label : undefined}
              aria-current={pane.kind === next.kind ? 'page' : undefined}
              onClick={() => open(next)}
              {...(next.kind === 'preview'
                ? { onPointerEnter: preparePreview, onFocus: preparePreview }
                : {})}
            >
              <span className="section-name">{folded ? short : label}</span>
              {badge === undefined || badge === 0 || folded ? null : (
                <span className="section-blocks">
                  {badge}
                  <span className="visually-hidden"> 项须改</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
