import { Checkbox, Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useSession } from '../../draft/draft-context.tsx';
import { SAVE_DELAY } from '../../draft/draft-session.ts';
import { useLocked } from '../../draft/read-only.tsx';
import type { EvidenceActions } from './use-evidence-actions.ts';

/** As the contract takes it. Characters. */
const LONGEST_REASON = 500;

interface NoneAnswerProps {
  slot: string;
  none: { reason: string } | null;
  setNone: EvidenceActions['setNone'];
}

/** What was typed waits a moment for the next key, but never for a flush. */
function useReason(slot: string, stored: string, setNone: EvidenceActions['setNone']) {
  const session = useSession();
  const [typed, setTyped] = useState<string>();
  const pending = useRef<{ reason: string; timer: ReturnType<typeof setTimeout> }>(undefined);
  const hand = useRef(() => {});
  hand.current = () => {
    const waiting = pending.current;
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    pending.current = undefined;
    void setNone(slot, waiting.reason).then(() => {
      if (pending.current === undefined) setTyped(undefined);
    });
  };
  const drop = () => {
    clearTimeout(pending.current?.timer);
    pending.current = undefined;
    setTyped(undefined);
  };
  useEffect(() => {
    const release = session.holdBack(() => hand.current());
    return () => {
      hand.current();
      release();
    };
  }, [session]);
  const type = (reason: string) => {
    setTyped(reason);
    const timer = pending.current?.timer ?? setTimeout(() => hand.current(), SAVE_DELAY);
    pending.current = { reason, timer };
  };
  return { reason: typed ?? stored, type, drop, save: () => hand.current() };
}

/** “本项无（说明原因）”, where the notice allows it. */
export function NoneAnswer({ slot, none, setNone }: NoneAnswerProps) {
  const id = useId();
  const locked = useLocked();
  const { reason, type, drop, save } = useReason(slot, none?.reason ?? '', setNone);
  return (
    <div className="none-answer">
      <Checkbox
        checked={none !== null}
        onChange={({ target }) => {
          drop();
          void setNone(slot, target.checked ? '' : null);
        }}
      >
        本项无（说明原因）
      </Checkbox>
      {none === null ? null : (
        <>
          <label htmlFor={id} className="visually-hidden">
            没有这项材料的原因
          </label>
          <Input.TextArea
            id={id}
            className="none-reason"
            value={reason}
            disabled={false}
            readOnly={locked}
            rows={1}
            maxLength={LONGEST_REASON}
            placeholder="为什么没有这项材料，如：2024年审计报告尚未出具"
            status={reason.trim() === '' ? 'warning' : ''}
            onChange={({ target }) => type(target.value)}
            onBlur={save}
          />
        </>
      )}
    </div>
  );
}
