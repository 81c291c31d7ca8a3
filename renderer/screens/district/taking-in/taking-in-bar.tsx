import { Button } from 'antd';
import { useState } from 'react';
import { DayBox } from '../labelled-field.tsx';
import { DrivesSheet } from './drives-sheet.tsx';
import type { TakingIn } from './use-taking-in.ts';

interface TakingInBarProps {
  takingIn: TakingIn;
  batchId: string;
  receivedOn: string;
  setReceivedOn: (day: string) => void;
  addByHand: () => void;
  /** Nothing came yet: what can be taken in is explained. */
  isFirst: boolean;
}

/** Where packages come from: a folder, archives, a stick, dropped files, or paper. */
export function TakingInBar(props: TakingInBarProps) {
  const { takingIn, batchId, receivedOn, setReceivedOn, addByHand, isFirst } = props;
  const { isBusy, choose, begin } = takingIn;
  const [choosesDrive, setChoosesDrive] = useState(false);
  return (
    <section className={isFirst ? 'taking-in taking-in-first' : 'taking-in'} aria-label="收取材料">
      {isFirst ? (
        <>
          <h2>收取企业的申报包</h2>
          <p>
            选一个文件夹，里面有多少份都一起收；压缩包（.zip）和邮件分卷可以一次选几十个；文件夹和压缩包也可以直接拖进这个窗口；企业交来的
            U 盘可以整个收。收的时候逐个文件核对清单，重新计算对照码，原件不改动。
          </p>
        </>
      ) : null}
      <div className="taking-in-line">
        <Button type={isFirst ? 'primary' : 'default'} disabled={isBusy} onClick={() => choose('whole')}>
          收文件夹…
        </Button>
        <Button disabled={isBusy} onClick={() => choose('archives')}>
          收压缩包与邮件分卷…
        </Button>
        <Button disabled={isBusy} onClick={() => setChoosesDrive(true)}>
          收 U 盘…
        </Button>
        <Button onClick={addByHand}>手工登记…</Button>
        <DayBox label="收到日期" day={receivedOn} change={setReceivedOn} live />
      </div>
      {isFirst ? (
        <p className="quiet">
          企业没有用申报匣、只交来 Word 或 PDF 的，点“手工登记”，填汇总表要的几项。“收到日期”用来认逾期的。
        </p>
      ) : null}
      {choosesDrive ? (
        <DrivesSheet
          batchId={batchId}
          take={(source) => {
            setChoosesDrive(false);
            begin([source]);
          }}
          chooseOther={() => {
            setChoosesDrive(false);
            choose('whole');
          }}
          onClose={() => setChoosesDrive(false)}
        />
      ) : null}
    </section>
  );
}
