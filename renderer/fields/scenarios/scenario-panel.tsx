import { Button } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import type { ScenarioAnswer } from '../../../shared/form/draft.ts';
import { isRowOf, scenarioRows } from '../../../shared/form/scenario-rows.ts';
import { SCENARIOS, type Scenario } from '../../../shared/reference/scenarios.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { narrativeText, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import { countWords } from '../../../shared/text/word-count.ts';
import { useAnswer } from '../../draft/draft-context.tsx';
import type { LimitedWords } from '../../draft/section-words.ts';
import { useFiguresBefore } from '../../narrative/figures/figures-before.ts';
import { NarrativeEditor } from '../../narrative/narrative-editor.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { FieldFindings } from '../field-notes.tsx';
import { elementIdOf } from '../place-focus.ts';
import { PlacePart } from '../place-part.tsx';
import { PlainText } from '../plain-text.tsx';
import { useSentTo } from '../sent-to.ts';
import { cardIdOf } from './scenario-card.tsx';
import { ScenarioLevels } from './scenario-levels.tsx';
import { useScenarioRows } from './use-scenario-rows.ts';

interface ScenarioPanelProps {
  scenario: Scenario;
  field: string;
  countField: string;
  findings: readonly Finding[];
  /** Of the section, all its scenarios together. */
  words: LimitedWords | undefined;
  /** Opens another scenario's card, or none. */
  goTo: (name: string | undefined) => void;
}

function wordsOf({ description, proof }: ScenarioAnswer): number {
  return countWords(narrativeText(toNarrativeDocument(description))).words + countWords(proof ?? '').words;
}

const number = new Intl.NumberFormat('zh-CN');

interface WritingProps extends Omit<ScenarioPanelProps, 'goTo'> {
  rows: readonly ScenarioAnswer[];
  index: number;
  row: ScenarioAnswer;
}

/** 应用描述 and 佐证 of a scenario that is on the board. */
function Writing({ scenario, field, countField, findings, words, rows, index, row }: WritingProps) {
  const { write } = useScenarioRows(field, countField);
  const figures = useFiguresBefore(field, index);
  const place = `${field}.${index}`;
  const { name } = scenario;
  const own = countWords(narrativeText(toNarrativeDocument(row.description))).words;
  const before = rows.slice(0, index).reduce((sum, each) => sum + wordsOf(each), 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `write` reads what it needs when it is called
  const describe = useCallback(
    (value: ScenarioAnswer['description']) => write(name, { description: value ?? null }, 'description'),
    [name],
  );
  return (
    <>
      <PlacePart
        place={`${place}.description`}
        label="应用描述"
        unlabelled
        value={row.description ?? null}
        findings={findings}
        aside={
          <span className="scenario-words">
            本场景 {number.format(own)} 字
            {words === undefined ? null : (
              <span className={words.words > words.limit ? 'scenario-words-over' : undefined}>
                {' '}
                · 本部分合计 {number.format(words.words)} / {number.format(words.limit)} 字
                {words.words > words.limit ? `（超出 ${number.format(words.words - words.limit)} 字）` : ''}
              </span>
            )}
          </span>
        }
      >
        {({ id }) => (
          <div id={id}>
            <NarrativeEditor
              id={`scenario-${scenario.id}-description`}
              label={`${name}的应用描述`}
              placeholder="用什么系统、做到什么程度、取得什么效果；可以插入系统截图等图片。"
              value={row.description ?? null}
              onChange={describe}
              wordsLeft={words === undefined ? undefined : words.limit - before}
              figuresBefore={figures}
            />
          </div>
        )}
      </PlacePart>
      <PlacePart
        place={`${place}.proof`}
        label="佐证"
        value={row.proof ?? null}
        findings={findings}
        aside={<span className="scenario-words">{number.format(countWords(row.proof ?? '').words)} 字</span>}
      >
        {({ id, describedBy, invalid }) => (
          <PlainText
            id={id}
            long
            value={row.proof}
            change={(proof) => write(name, { proof }, 'proof')}
            placeholder="佐证材料的名称和所在位置，如：附件五第 3 页系统截图"
            invalid={invalid}
            describedBy={describedBy}
          />
        )}
      </PlacePart>
    </>
  );
}

/** An open card: level, description, proof. */
export function ScenarioPanel({ scenario, field, countField, findings, words, goTo }: ScenarioPanelProps) {
  const { show } = useToasts();
  const [answer] = useAnswer(field);
  const rows = scenarioRows(answer);
  const { choose, giveUp } = useScenarioRows(field, countField);
  const { place: sent } = useSentTo();
  const { name, number: at } = scenario;
  const index = rows.findIndex((row) => isRowOf(row, name));
  const row = rows[index];
  const before = SCENARIOS[at - 2];
  const after = SCENARIOS[at];
  const panel = useRef<HTMLDivElement>(null);
  // Opened from the panel of another scenario, whose button is gone with it: the focus goes on here.
  useEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const close = () => {
    goTo(undefined);
    document.getElementById(cardIdOf(scenario))?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc of the controls inside it
    <div
      ref={panel}
      className="scenario-panel"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        close();
      }}
    >
      <header className="scenario-panel-head">
        <h3>
          {name}
          <span className="field-tag">{scenario.type}</span>
        </h3>
        {before === undefined ? null : (
          <Button size="small" disabled={false} onClick={() => goTo(before.name)}>
            ← {before.name}
          </Button>
        )}
        {after === undefined ? null : (
          <Button size="small" disabled={false} onClick={() => goTo(after.name)}>
            {after.name} →
          </Button>
        )}
        <Button size="small" disabled={false} title="收起（Esc）" onClick={close}>
          收起
        </Button>
      </header>
      <ScenarioLevels
        id={row === undefined ? undefined : elementIdOf(`${field}.${index}.level`)}
        scenario={scenario}
        level={row?.level ?? null}
        applied={row !== undefined}
        choose={(level) => choose(name, level)}
        giveUp={() => {
          const back = giveUp(name);
          if (back !== undefined)
            show({
              kind: 'info',
              text: `“${name}”已移出明细表。写好的描述和佐证留着，重新选择等级就会回来。`,
              action: { label: '撤销', run: back },
            });
        }}
      />
      {row === undefined ? (
        <p className="quiet">选择等级后填写应用描述和佐证；没有应用的场景不写入申报书。</p>
      ) : (
        <>
          <div className="field-notes">
            <FieldFindings
              findings={findings.filter(
                ({ field: place }) =>
                  place === `${field}.${index}.scenario` ||
                  (place === `${field}.${index}.level` && (row.level != null || place === sent)),
              )}
            />
          </div>
          <Writing
            scenario={scenario}
            field={field}
            countField={countField}
            findings={findings}
            words={words}
            rows={rows}
            index={index}
            row={row}
          />
        </>
      )}
    </div>
  );
}
