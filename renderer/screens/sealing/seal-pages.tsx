import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { SealingSheet } from './sealing-sheet.tsx';

interface SealPagesProps {
  draftId: string;
  /** The package; without it, it is asked for when the button is pressed. */
  madeId?: string;
  size?: 'small' | 'middle';
}

/** The way into 放回盖章页. */
export function SealPages({ draftId, madeId, size = 'middle' }: SealPagesProps) {
  const { tellError } = useToasts();
  const [open, setOpen] = useState<string>();
  const begin = async () => {
    if (madeId !== undefined) return setOpen(madeId);
    const chosen = await call('chooseEarlierPackage', { draftId });
    if (chosen.outcome === 'chosen') setOpen(chosen.madeId);
  };
  return (
    <>
      <Button size={size} onClick={() => void begin().catch(tellError)}>
        放回盖章页…
      </Button>
      {open === undefined ? null : (
        <SealingSheet madeId={open} draftId={draftId} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
