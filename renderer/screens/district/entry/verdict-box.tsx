import { Button, Input, Radio } from 'antd';
import type { CheckItem, Entry, Verdict } from '../../../../shared/intake/entry.ts';
import { isOdd, UNDECIDED, VERDICTS, verdictSign } from '../entry-words.ts';
import { SignLabel } from '../sign-label.tsx';
import { LONGEST_REASONS, reasonsOf, withReasons } from './reasons-text.ts';
import { useHeldText } from './use-held-text.ts';

const CHOICES = (['recommended', 'returned', 'rejected'] as const).map((value) => ({
  value,
  label: `${VERDICTS[value].shape} ${VERDICTS[value].words}`,
}));

interface VerdictBoxProps {
  entry: Entry;
  items: readonly CheckItem[];
  /** @returns whether it was kept */
  save: (verdict: Verdict | null, reasons: string | null) => Promise<boolean>;
  writeSlip: () => void;
}

/** 初核结论 and its reasons. */
export function VerdictBox({ entry, items, save, writeSlip }: VerdictBoxProps) {
  const { verdict } = entry;
  const reasons = useHeldText(entry.reasons, (text) => save(verdict, text));
  const found = reasonsOf(entry, items);
  const isSilent = reasons.text.trim() === '' && (verdict === 'rejected' || found === '');
  const needsReasons = verdict !== null && verdict !== 'recommended' && isSilent;
  return (
    <section className="verdict-box" aria-label="初核结论">
      <div className="verdict-line">
        <Radio.Group
          aria-label="初核结论"
          optionType="button"
          value={verdict}
          options={CHOICES}
          onChange={({ target }) => {
            const chosen = CHOICES.find(({ value }) => value === target.value);
            if (chosen !== undefined) void save(chosen.value, reasons.text);
          }}
        />
        {verdict === null ? (
          <SignLabel sign={UNDECIDED} />
        ) : (
          <Button size="small" type="text" onClick={() => void save(null, reasons.text)}>
            撤回结论
          </Button>
        )}
      </div>
      <label className="visually-hidden" htmlFor="verdict-reasons">
        理由
      </label>
      <Input.TextArea
        id="verdict-reasons"
        rows={2}
        maxLength={LONGEST_REASONS}
        placeholder={verdict === 'returned' ? '理由。检查结果和备注会自动写进退回单，这里写其余的' : '理由'}
        value={reasons.text}
        onChange={({ target }) => reasons.type(target.value)}
        onBlur={reasons.keep}
      />
      <p className="verdict-said" role="status">
        {needsReasons ? `“${verdictSign(entry).words}”还没有写理由。` : ''}
        {verdict === 'recommended' && isOdd(entry) ? '这一份有上面列出的问题，推荐前请再核对。' : ''}
      </p>
      <div className="verdict-line">
        {verdict === 'rejected' && found !== '' ? (
          <Button size="small" title={found} onClick={() => reasons.type(withReasons(reasons.text, found))}>
            引用检查结果和备注
          </Button>
        ) : null}
        <Button size="small" onClick={writeSlip}>
          退回单（Word）…
        </Button>
      </div>
    </section>
  );
}
