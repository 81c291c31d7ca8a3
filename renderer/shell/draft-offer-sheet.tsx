import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Programme } from '../../shared/form/definition.ts';
import { momentWords } from '../../shared/text/moment-words.ts';
import { applicantWords } from '../draft/draft-names.ts';
import { ChoiceCard } from './choice-card.tsx';
import type { DraftOffer } from './draft-offers.ts';
import { useNotice } from './notice.ts';
import { Sheet } from './sheet.tsx';
import './draft-offer-sheet.css';

export type OfferChoice = 'replace' | 'copy' | 'discard';

interface OfferSheetProps {
  offer: DraftOffer;
  isWorking: boolean;
  choose: (choice: OfferChoice) => void;
}

interface State {
  applicantName: string;
  programme: Programme;
  changedAt: string | null;
}

/** The states of one draft beside each other, so that it can be told which to keep. */
function Compare({ existing, incoming }: { existing: State | null; incoming: State }) {
  const { notice } = useNotice();
  const now = new Date();
  const states = existing === null ? [incoming] : [existing, incoming];
  const latest = states
    .map(({ changedAt }) => changedAt ?? '')
    .toSorted()
    .at(-1);
  const when = ({ changedAt }: State) => {
    if (changedAt === null) return '文件没有注明';
    const words = momentWords(changedAt, now);
    const isNewer = existing !== null && existing.changedAt !== incoming.changedAt && changedAt === latest;
    return isNewer ? `${words}（较新）` : words;
  };
  const rows: [string, (state: State) => string][] = [
    ['申报单位', ({ applicantName }) => applicantWords(applicantName)],
    ['申报类别', ({ programme }) => notice.forms[programme].shownName],
    ['最后修改', when],
  ];
  return (
    <table className="offer-compare">
      {existing === null ? null : (
        <thead>
          <tr>
            <td />
            <th scope="col">现有草稿</th>
            <th scope="col">要导入的</th>
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map(([label, words]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {existing === null ? null : <td>{words(existing)}</td>}
            <td>{words(incoming)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A draft from a file: taken in or not, and where it is here already, which of the two is kept. */
export function DraftOfferSheet({ offer, isWorking, choose }: OfferSheetProps) {
  const { name, incoming, existing } = offer;
  const safeButton = useRef<HTMLButtonElement>(null);
  // After the sheet has opened, which puts the focus on its first button.
  useEffect(() => safeButton.current?.focus(), []);
  const from = name === null ? '' : `文件“${name}”`;
  const leave = () => {
    if (!isWorking) choose('discard');
  };
  if (existing === null)
    return (
      <Sheet
        title="导入这份草稿？"
        kind="middle"
        onClose={leave}
        footer={
          <>
            <Button disabled={isWorking} onClick={leave}>
              不导入
            </Button>
            <Button ref={safeButton} type="primary" loading={isWorking} onClick={() => choose('copy')}>
              导入
            </Button>
          </>
        }
      >
        <p>{from}是一份申报草稿，导入后出现在“我的申报”里。原文件不会改动。</p>
        <Compare existing={null} incoming={incoming} />
      </Sheet>
    );
  return (
    <Sheet
      title="这份草稿已经有了，怎样导入？"
      kind="middle"
      onClose={leave}
      footer={
        <Button ref={safeButton} disabled={isWorking} onClick={leave}>
          不导入，保持现状
        </Button>
      }
    >
      <p>
        {from === '' ? '要导入的' : from}与{existing.binnedAt === null ? '现有的' : '回收站里的'}
        一份草稿是同一份申报，内容可能不同。
      </p>
      <Compare existing={existing} incoming={incoming} />
      <div className="offer-choices">
        {existing.programme === incoming.programme ? (
          <ChoiceCard title="用导入的替换现有草稿" disabled={isWorking} onClick={() => choose('replace')}>
            现有内容留在历史版本里，可以恢复。
            {existing.binnedAt === null ? '' : '它会从回收站放回列表。'}
          </ChoiceCard>
        ) : null}
        <ChoiceCard title="两份都保留" disabled={isWorking} onClick={() => choose('copy')}>
          导入的成为另一份草稿，现有的不变。
        </ChoiceCard>
      </div>
    </Sheet>
  );
}
