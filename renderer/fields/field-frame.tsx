import { Button } from 'antd';
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isFilled } from '../../shared/form/filled.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { useDraftState, useSession } from '../draft/draft-context.tsx';
import type { DraftState } from '../draft/draft-session.ts';
import type { LimitedWords } from '../draft/section-words.ts';
import { afterPointer } from '../shell/after-pointer.ts';
import { useNavigation } from '../shell/navigation.tsx';
import { CheckedRevisionContext } from './checked-revision.ts';
import { useCanUndo, useFieldHistory } from './field-history.ts';
import { FieldLinksContext } from './field-links.ts';
import { FieldError, FieldFindings } from './field-notes.tsx';
import { elementIdOf } from './place-focus.ts';
import { useWasSentTo } from './sent-to.ts';
import { useGuidanceBeside } from './use-guidance-beside.ts';
import { WordCounter } from './word-counter.tsx';
import './field-frame.css';

/** What the frame needs of a field; 报送区县 is none of the form's and framed all the same. */
export interface FramedField {
  id: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean | undefined;
  notPrinted?: boolean | undefined;
  guidance?: string | undefined;
}

interface FieldFrameProps {
  field: FramedField;
  /** Of this field alone. */
  findings: readonly Finding[];
  words?: LimitedWords | undefined;
  /** What is wrong with the form of what stands in the box. */
  error?: string | undefined;
  /**
   * `text`: the browser undoes what is typed. `field`: the field undoes itself, by Ctrl+Z and a button.
   * `mixed`: so it does, but for the texts inside it.
   */
  undo: 'text' | 'field' | 'mixed';
  /** Several controls under one name. */
  group?: boolean;
  /** The heading above says the same. */
  labelHidden?: boolean;
  /** Under the box: what is derived from the answer, what is offered. */
  note?: ReactNode;
  children: ReactNode;
}

/** Texts that the browser undoes by itself. */
function undoesItself(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type]), input[type="text"], textarea, [contenteditable="true"]')
  );
}

function answerIn({ content }: DraftState, field: string): unknown {
  return field === 'destinationDistrict' ? content.destinationDistrict : content.answers[field];
}

/** Whether the findings are older than the answer that they speak of. */
function useStale(field: string): boolean {
  const session = useSession();
  const checked = useContext(CheckedRevisionContext);
  const answer = useDraftState(useCallback((state: DraftState) => answerIn(state, field), [field]));
  const [changed, setChanged] = useState({ answer, revision: -1 });
  if (changed.answer !== answer) setChanged({ answer, revision: session.state.revision });
  return checked === undefined || checked <= changed.revision;
}

/**
 * Findings wait while a box is filled in for the first time; then they follow every key. What was found
 * before the last key is kept on the screen until the next check, but nothing of it appears anew.
 */
function useShownFindings(field: string, findings: readonly Finding[]) {
  const session = useSession();
  const filled = useDraftState(useCallback((state: DraftState) => isFilled(answerIn(state, field)), [field]));
  const sent = useWasSentTo(field);
  const stale = useStale(field);
  const [focused, setFocused] = useState(false);
  const [left, setLeft] = useState(filled);
  const before = useRef<ReadonlySet<string>>(new Set());
  const due = sent || (filled && (left || !focused));
  const shown = due
    ? findings.filter(
        ({ level, key }) =>
          // What only a person can confirm is ticked in the check; here it would stand under right answers for ever.
          (sent || level !== 'hint') && (!stale || sent || before.current.has(key)),
      )
    : [];
  useEffect(() => {
    before.current = new Set(shown.map(({ key }) => key));
  });
  const onFocus = () => setFocused(true);
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    afterPointer(() => {
      setFocused(false);
      // What was only walked through is still to be filled in for the first time.
      if (isFilled(answerIn(session.state, field))) setLeft(true);
    });
  };
  return { shown, onFocus, onBlur };
}

/** Around every field: the form's wording above, the notice's hint below it in grey, what is wrong under the box. */
export function FieldFrame(props: FieldFrameProps) {
  const { field, findings, words, error, undo, group = false, labelHidden = false, note, children } = props;
  const session = useSession();
  const { goTo } = useNavigation();
  const history = useFieldHistory();
  const canUndo = useCanUndo(field.id);
  const { shown, onFocus, onBlur } = useShownFindings(field.id, findings);
  const guidanceBeside = useGuidanceBeside();
  const id = elementIdOf(field.id);
  const invalid = error !== undefined || shown.some(({ level }) => level === 'block');
  const links = useMemo(
    () => ({ controlId: id, labelId: `${id}-label`, notesId: `${id}-notes`, invalid }),
    [id, invalid],
  );
  const openHistory = () => {
    void session.flush().catch(() => undefined);
    goTo({ screen: 'draft', draftId: session.draftId, pane: { kind: 'history', field: field.id } });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const key = event.key.toLowerCase();
    if (event.altKey && !event.ctrlKey && key === 'h') {
      event.preventDefault();
      openHistory();
    }
    if (undo === 'text' || !(event.ctrlKey || event.metaKey)) return;
    if (undo === 'mixed' && undoesItself(event.target)) return;
    if (key === 'z' && !event.shiftKey) history.undo(field.id);
    else if (key === 'y' || (key === 'z' && event.shiftKey)) history.redo(field.id);
    else return;
    event.preventDefault();
  };
  const Label = group ? 'span' : 'label';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside it
    <div className="field" onKeyDown={press} onFocus={onFocus} onBlur={onBlur} data-field={field.id}>
      <div className="field-head">
        <Label
          id={links.labelId}
          className={labelHidden ? 'visually-hidden' : 'field-label'}
          {...(group ? {} : { htmlFor: id })}
        >
          {field.label}
        </Label>
        {field.optional === true ? <span className="field-tag">选填</span> : null}
        {field.notPrinted === true ? <span className="field-tag">不打印</span> : null}
        <span className="field-tools">
          {undo !== 'text' && canUndo ? (
            <Button
              type="text"
              size="small"
              tabIndex={-1}
              title="撤销（Ctrl+Z）"
              aria-label={`撤销“${field.label}”的上一次修改`}
              onClick={() => history.undo(field.id)}
            >
              撤销
            </Button>
          ) : null}
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            title="这一项改过什么（Alt+H）"
            aria-label={`“${field.label}”的历史`}
            onClick={openHistory}
          >
            历史
          </Button>
        </span>
        {words === undefined ? null : <WordCounter {...words} />}
      </div>
      {field.hint === undefined ? null : <p className="field-hint">{field.hint}</p>}
      <FieldLinksContext value={links}>{children}</FieldLinksContext>
      <div id={links.notesId} className="field-notes">
        {error === undefined ? null : <FieldError error={error} />}
        {note}
        {error === undefined ? <FieldFindings findings={shown} /> : null}
        {field.guidance === undefined || guidanceBeside ? null : (
          <p className="field-guidance">{field.guidance}</p>
        )}
      </div>
    </div>
  );
}
