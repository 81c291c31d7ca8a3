import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call } from '../../bridge-calls.ts';
import { useSession } from '../../draft/draft-context.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { useWork, type WorkState } from './use-work.ts';

type Ended = Exclude<CallOutput<'waitForExport'>, { outcome: 'cancelled' }>;

interface Export {
  state: WorkState<Ended>;
  /** Asks for the place, saves what was typed, and begins. */
  start: (incomplete: boolean, zip: boolean) => Promise<void>;
  cancel: () => void;
  reset: () => void;
}

/** A place with less room than this is told of before the export tries, bytes. */
const LEAST_ROOM = 20_000_000;
const waitForExport = (workId: string) => call('waitForExport', { workId });
const ExportContext = createContext<Export | undefined>(undefined);

/** The export of the open draft. It goes on while other parts of the draft are looked at. */
export function ExportProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const { show } = useToasts();
  const { state, run, cancel, reset } = useWork(waitForExport);
  const isEnded = state.phase === 'ended';
  useEffect(() => {
    if (isEnded) void session.readSealing().catch(() => undefined);
  }, [isEnded, session]);
  const start = useCallback(
    async (incomplete: boolean, zip: boolean) => {
      const { draftId } = session;
      const place = await call('chooseExportPlace', { draftId });
      if (place.outcome === 'cancelled') return;
      if (place.freeBytes !== null && place.freeBytes < LEAST_ROOM)
        show({
          kind: 'info',
          text: `“${place.shown}”只剩 ${sizeWords(place.freeBytes)}，可能放不下。导出会先试，放不下时不会留下未完成的文件。`,
        });
      run(async () => {
        await session.flush();
        const { revision } = session.state;
        return call('startExport', { draftId, revision, placeId: place.placeId, incomplete, zip });
      });
    },
    [session, show, run],
  );
  const access = useMemo(() => ({ state, start, cancel, reset }), [state, start, cancel, reset]);
  return <ExportContext value={access}>{children}</ExportContext>;
}

export function useExport(): Export {
  const access = useContext(ExportContext);
  if (access === undefined) throw new Error('no export here');
  return access;
}
