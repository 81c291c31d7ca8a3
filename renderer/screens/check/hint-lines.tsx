import { Checkbox } from 'antd';
import { useRef } from 'react';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import type { DraftPane } from '../../shell/navigation.tsx';
import { FindingLine } from './finding-line.tsx';

const confirmationsOf = (state: DraftState) => state.content.confirmations;

interface HintLinesProps {
  /** Every hint, ticked or not, in the form's order. */
  hints: readonly Finding[];
  open: (pane: DraftPane) => void;
}

/**
 * What only a person can confirm. What is ticked moves down to 已确认 and can be unticked there; the focus
 * goes to the next box, so that one goes through them by the space bar.
 */
export function HintLines({ hints, open }: HintLinesProps) {
  const session = useSession();
  const confirmations = useDraftState(confirmationsOf);
  const boxes = useRef<HTMLElement>(null);
  const isTicked = ({ key }: Finding) => confirmations[key] === true;
  const waiting = hints.filter((hint) => !isTicked(hint));
  const ticked = hints.filter(isTicked);

  const tick = (hint: Finding, value: boolean) => {
    const all = [...(boxes.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])];
    const at = all.findIndex((box) => box.value === hint.key);
    session.change({ kind: 'confirmation', finding: hint.key, value });
    // The line is at another place from the next picture on.
    requestAnimationFrame(() => (all[at + 1] ?? all[at - 1])?.focus());
  };
  const line = (hint: Finding) => (
    <FindingLine
      key={hint.key}
      finding={hint}
      open={open}
      what={
        <Checkbox
          value={hint.key}
          checked={isTicked(hint)}
          onChange={({ target }) => tick(hint, target.checked)}
        >
          {hint.message}
        </Checkbox>
      }
    />
  );
  return (
    <section ref={boxes} aria-labelledby="check-hints">
      <h2 id="check-hints">
        <span aria-hidden="true">☐</span> 请确认 {waiting.length}
      </h2>
      <p className="check-state">
        这些只有人能看出来：核对后逐条打勾。打勾只是记号，不影响导出和对照码，内容锁定后也可以打。
      </p>
      {waiting.length === 0 ? (
        <p>{hints.length === 0 ? '没有需要确认的事项。' : '全部已确认。'}</p>
      ) : (
        <ul className="check-list">{waiting.map(line)}</ul>
      )}
      {ticked.length === 0 ? null : (
        <>
          <h3>已确认 {ticked.length}</h3>
          <ul className="check-list">{ticked.map(line)}</ul>
        </>
      )}
    </section>
  );
}
