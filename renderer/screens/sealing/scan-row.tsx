import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ScannedPage, SealingPlanView } from '../../../shared/contract/sealing.ts';
import { pageWords } from './page-names.ts';
import type { GivenAnswer } from './use-sealing.ts';

interface ScanRowProps {
  scan: ScannedPage;
  plan: SealingPlanView;
  isBusy: boolean;
  answer: (answer: GivenAnswer) => void;
}

const MARKS = { placed: '✓', question: '？', refused: '▲', left: '○' } as const;
const STATES = { placed: '已找到位置', question: '待确认', refused: '不能放入', left: '不放入' } as const;

/** Which page of the book a scanned page is, said by a person. */
function PageQuestion({ scan, plan, isBusy, answer }: ScanRowProps) {
  const { pageId, placement } = scan;
  const likely = placement.state === 'question' ? placement.likely : null;
  const [typed, setTyped] = useState(likely === null ? '' : String(likely));
  const page = /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : undefined;
  const isThere = page !== undefined && page <= plan.pages;
  return (
    <form
      className="scan-question"
      onSubmit={(event) => {
        event.preventDefault();
        if (isThere) answer({ pageId, to: page });
      }}
    >
      <label htmlFor={`page-${pageId}`}>这是成册第</label>
      <Input
        id={`page-${pageId}`}
        className="scan-number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        value={typed}
        onChange={(event) => setTyped(event.target.value.trim())}
      />
      <span>
        页{isThere ? pageWords(page, plan.places).replace(/^第 \d+ 页/u, '') : ''}
        {typed !== '' && !isThere ? `（成册共 ${plan.pages} 页）` : ''}
      </span>
      <Button htmlType="submit" type="primary" disabled={!isThere || isBusy}>
        放入这一页
      </Button>
    </form>
  );
}

/** What a person should look at although the page has its place. */
function Note({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p>
      <span aria-hidden="true">△ </span>
      {text}
    </p>
  );
}

/** One scanned page: how it looks, where it goes, or why not and what to do. */
export function ScanRow(props: ScanRowProps) {
  const { scan, plan, isBusy, answer } = props;
  const { pageId, name, number, pageCount, address, placement } = scan;
  const { state } = placement;
  const file = pageCount > 1 ? `${name}，第 ${number} 页` : name;
  const asks = state === 'question' || (state === 'refused' && placement.mayAnswer);
  const leave = (words: string, to: GivenAnswer['to']) => (
    <Button disabled={isBusy} aria-label={`${words}：${file}`} onClick={() => answer({ pageId, to })}>
      {words}
    </Button>
  );
  return (
    <li className="scan-row" data-state={state} data-page={pageId} tabIndex={-1}>
      <img src={address} alt={`扫描件的小图：${file}`} />
      <div className="scan-told">
        <strong className="scan-state">
          <span aria-hidden="true">{MARKS[state]} </span>
          {STATES[state]}
          {state === 'placed' ? `：${pageWords(placement.page, plan.places)}` : ''}
        </strong>
        {state === 'placed' ? <Note text={placement.note} /> : <p>{placement.text}</p>}
        {asks ? <PageQuestion key={state === 'question' ? placement.likely : state} {...props} /> : null}
        <span className="quiet">
          {file}
          {state === 'placed' && placement.by === 'person' ? '，由人指定，画面已核对' : ''}
        </span>
      </div>
      {state === 'left' ? null : leave('不放入', 'leave')}
      {state === 'left' && placement.undo ? leave('撤销不放入', null) : null}
    </li>
  );
}
