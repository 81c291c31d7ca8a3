import { Button } from 'antd';
import { useState } from 'react';
import { call, messageOf } from '../../bridge-calls.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { SealGuideSheet } from './seal-guide-sheet.tsx';
import { useWork } from './use-work.ts';
import { WorkProgress } from './work-progress.tsx';

const waitForSealGuide = (workId: string) => call('waitForSealGuide', { workId });

interface EarlierSealGuideProps {
  draftId: string;
  /** The package and where it lies; without it, it is asked for when the button is pressed. */
  chosen?: { madeId: string; shown: string };
  size?: 'small' | 'middle';
}

/** The places to seal of a package that was exported before: paper is stamped days after the export. */
export function EarlierSealGuide({ draftId, chosen, size = 'middle' }: EarlierSealGuideProps) {
  const { tellError } = useToasts();
  const [place, setPlace] = useState<string>();
  const { state, run, cancel, reset } = useWork(waitForSealGuide);
  const read = ({ madeId, shown }: { madeId: string; shown: string }) => {
    setPlace(shown);
    run(() => call('startSealGuide', { madeId }));
  };
  const begin = async () => {
    if (chosen !== undefined) return read(chosen);
    const answer = await call('chooseEarlierPackage', { draftId });
    if (answer.outcome === 'chosen') read(answer);
  };
  const close = () => {
    reset();
    setPlace(undefined);
  };
  const isOpen = place !== undefined && state.phase !== 'idle' && state.phase !== 'cancelled';
  return (
    <>
      <Button size={size} onClick={() => void begin().catch(tellError)}>
        看盖章处{chosen === undefined ? '…' : ''}
      </Button>
      {isOpen && state.phase === 'ended' ? (
        <SealGuideSheet place={place} guide={state.result.guide} onClose={close} />
      ) : null}
      {isOpen && state.phase !== 'ended' ? (
        <Sheet title="盖章与装订说明" kind="middle" onClose={close}>
          {state.phase === 'running' ? (
            <WorkProgress title="正在找盖章处" stage={state.stage} cancel={cancel} />
          ) : (
            <p role="alert" className="export-blocked">
              {messageOf(state.error)}
            </p>
          )}
        </Sheet>
      ) : null}
    </>
  );
}
