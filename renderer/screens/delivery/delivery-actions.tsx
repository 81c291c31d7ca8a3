import { Button } from 'antd';
import { useState } from 'react';
import type { CallInput } from '../../../shared/contract.ts';
import { call } from '../../bridge-calls.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { useWork, type WorkState } from '../preview/use-work.ts';
import { MailSheet } from './mail-sheet.tsx';
import { MediumSheet } from './medium-sheet.tsx';
import './delivery.css';

const waitForMedium = (workId: string) => call('waitForMedium', { workId });
const waitForMail = (workId: string) => call('waitForMail', { workId });

/** “正在写入 U 盘 38%” on the button of a sheet that was closed while its work goes on. */
function running(state: WorkState<unknown>, words: string): string | undefined {
  return state.phase === 'running' ? `${words} ${Math.floor(state.stage?.percent ?? 0)}%` : undefined;
}

interface DeliveryActionsProps {
  /** The package. */
  madeId: string;
  /** 草稿 stands on its pages. */
  incomplete: boolean;
}

/** Ways of handing a package in: a stick, mails, and the paper that says it was received. */
export function DeliveryActions({ madeId, incomplete }: DeliveryActionsProps) {
  const medium = useWork(waitForMedium);
  const mail = useWork(waitForMail);
  const { tellError } = useToasts();
  const [open, setOpen] = useState<'medium' | 'mail'>();
  const [receipt, setReceipt] = useState<{ shown: string; steps: readonly string[] }>();
  const [isPrinting, setPrinting] = useState(false);
  const close = () => setOpen(undefined);

  const printReceipt = async (kind: CallInput<'printReceipt'>['medium']) => {
    setPrinting(true);
    try {
      setReceipt(await call('printReceipt', { madeId, medium: kind }));
      close();
    } catch (error) {
      tellError(error);
    } finally {
      setPrinting(false);
    }
  };
  /** What was last done is what the receipt ticks. */
  const doneSoFar = (): CallInput<'printReceipt'>['medium'] => {
    if (medium.state.phase === 'ended' && medium.state.result.outcome !== 'occupied')
      return { kind: 'stick' };
    if (mail.state.phase === 'ended' && mail.state.result.outcome === 'written')
      return { kind: 'mail', count: mail.state.result.mails.length };
    return { kind: 'open' };
  };

  return (
    <>
      <div className="export-actions">
        <Button onClick={() => setOpen('medium')}>
          {running(medium.state, '正在写入 U 盘') ?? '写入 U 盘'}
        </Button>
        <Button onClick={() => setOpen('mail')}>{running(mail.state, '正在准备邮件') ?? '准备邮件'}</Button>
        <Button loading={isPrinting} onClick={() => void printReceipt(doneSoFar())}>
          打印送达回执
        </Button>
      </div>
      {open === 'medium' ? (
        <MediumSheet
          madeId={madeId}
          incomplete={incomplete}
          work={medium}
          onClose={close}
          printReceipt={() => void printReceipt({ kind: 'stick' })}
        />
      ) : null}
      {open === 'mail' ? (
        <MailSheet madeId={madeId} incomplete={incomplete} work={mail} onClose={close} />
      ) : null}
      {receipt === undefined ? null : (
        <Sheet
          title="打印送达回执"
          kind="middle"
          onClose={() => setReceipt(undefined)}
          footer={<Button onClick={() => setReceipt(undefined)}>知道了</Button>}
        >
          <ol>
            {receipt.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="quiet delivery-place">存放在 {receipt.shown}</p>
        </Sheet>
      )}
    </>
  );
}
