import { Button } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { printSettings } from '../../../shared/text/print-settings.ts';
import { call } from '../../bridge-calls.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';

type Printed = CallOutput<'printMade'>;

interface PrintButtonProps {
  madeId: string;
  copies: number;
}

/** Prints the bound PDF; what to look at in the print dialog stands beside it as long as it is open. */
export function PrintButton({ madeId, copies }: PrintButtonProps) {
  const { tellError } = useToasts();
  const [state, setState] = useState<'closed' | 'asking' | Printed>('closed');
  const close = () => setState('closed');
  const print = () => {
    setState('asking');
    call('printMade', { madeId, copies }).then(
      // Who closed the sheet meanwhile is told nothing more.
      (printed) => setState((now) => (now === 'asking' ? printed : now)),
      (error: unknown) => {
        close();
        tellError(error);
      },
    );
  };
  const words = `${copies === 2 ? '两' : copies}份`;
  return (
    <>
      <Button onClick={print}>打印{words}</Button>
      {state === 'closed' ? null : (
        <Sheet
          title={`打印${words}`}
          kind="middle"
          onClose={close}
          footer={
            <>
              {state === 'asking' ? null : <Button onClick={print}>再打印一次</Button>}
              <Button type="primary" onClick={close}>
                知道了
              </Button>
            </>
          }
        >
          <p role="status">{told(state)}</p>
          <ol>
            {(state !== 'asking' && state.outcome === 'opened' ? state.steps : printSettings(copies)).map(
              (step) => (
                <li key={step}>{step}</li>
              ),
            )}
          </ol>
        </Sheet>
      )}
    </>
  );
}

function told(state: 'asking' | Printed): string {
  if (state === 'asking') return '正在打开系统的打印窗口，页数多时要等几秒。点“打印”之前请核对：';
  switch (state.outcome) {
    case 'printed':
      return '已交给打印机。打出来的不对时，请核对以下几项再打印：';
    case 'cancelled':
      return '没有打印。再打印时请核对：';
    case 'opened':
      return '没有能打开打印窗口，已改用这台电脑上看 PDF 的程序打开成册。请这样打印：';
  }
}
