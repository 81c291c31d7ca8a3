import { Button } from 'antd';
import { type KeyboardEvent, memo, type ReactNode, useCallback, useMemo } from 'react';
import type { Finding } from '../../shared/rules/finding.ts';
import { useDraftState, useSession } from '../draft/draft-context.tsx';
import type { DraftState } from '../draft/draft-session.ts';
import type { LimitedWords } from '../draft/section-words.ts';
import { useNavigation } from '../shell/navigation.tsx';
import { useCanUndo, useFieldHistory } from './field-history.ts';
import { FieldLinksContext } from './field-links.ts';
import { FieldError, FieldFindings } from './field-notes.tsx';
import { elementIdOf } from './place-focus.ts';
import { useWasSentTo } from './sent-to.ts';
import { useGuidanceBeside } from './use-guidance-beside.ts';
import { useShownFindings } from './use-shown-findings.ts';
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

interface FieldToolsProps {
  label: string;
  /** Undefined while there is nothing that the field itself could undo. */
  undo: (() => void) | undefined;
  openHistory: () => void;
}

/** What can be done with a field. Drawn again only when that changes: the frame follows every save of what is typed. */
const FieldTools = memo(function FieldTools({ label, undo, openHistory }: FieldToolsProps) {
  return (
    <span className="field-tools">
      {undo === undefined ? null : (
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          title="撤销（Ctrl+Z）"
          aria-label={`撤销“${label}”的上一次修改`}
          onClick={undo}
        >
          撤销
        </Button>
      )}
      <Button
        type="text"
        size="small"
        disabled={false}
        tabIndex={-1}
        title="这一项改过什么（Alt+H）"
        aria-label={`“${label}”的历史`}
        onClick={openHistory}
      >
        历史
      </Button>
    </span>
  );
});

/** Around every field: the form's wording above, the notice's hint below it in grey, what is wrong under the box. */
export function FieldFrame(props: FieldFrameProps) {
  const { field, findings, words, error, undo, group = false, labelHidden = false, note, children } = props;
  const session = useSession();
  const { goTo } = useNavigation();
  const history = useFieldHistory();
  const canUndo = useCanUndo(field.id);
  const answer = useDraftState(useCallback((state: DraftState) => answerIn(state, field.id), [field.id]));
  const { shown, visits } = useShownFindings(answer, findings, useWasSentTo(field.id));
  const guidanceBeside = useGuidanceBeside();
  const id = elementIdOf(field.id);
  const invalid = error !== undefined || shown.some(({ level }) => level === 'block');
  const links = useMemo(
    () => ({ controlId: id, labelId: `${id}-label`, notesId: `${id}-notes`, invalid }),
    [id, invalid],
  );
  const openHistory = useCallback(() => {
    void session.flush().catch(() => undefined);
    goTo({ screen: 'draft', draftId: session.draftId, pane: { kind: 'history', field: field.id } });
  }, [session, goTo, field.id]);
  const undoField = useCallback(() => history.undo(field.id), [history, field.id]);
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
    <div className="field" onKeyDown={press} {...visits} data-field={field.id}>
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
        <FieldTools
          label={field.label}
          undo={undo !== 'text' && canUndo ? undoField : undefined}
          openHistory={openHistory}
        />
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
