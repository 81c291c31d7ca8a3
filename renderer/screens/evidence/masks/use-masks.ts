import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { type Mask, MOST_MASKS } from '../../../../shared/masks/mask.ts';
import { call } from '../../../bridge-calls.ts';
import { useSession } from '../../../draft/draft-context.tsx';
import { useToasts } from '../../../shell/toasts.tsx';

/** The regions marked on one file, while they are changed. */
export interface MaskDesk {
  masks: readonly Mask[];
  /** Place of the one that was added last, until something else is done. */
  fresh: number | undefined;
  change: (masks: readonly Mask[]) => void;
  /** Undefined where there is nothing to take back. */
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
}

interface Steps {
  fileId: string;
  before: readonly (readonly Mask[])[];
  after: readonly (readonly Mask[])[];
}

export function useMarkedFiles(draftId: string) {
  return useQuery({ queryKey: ['masks', draftId], queryFn: () => call('listMasks', { draftId }) });
}

/** Each change is saved at once, one after the other. Another file has its own steps to take back. */
export function useMasks(fileId: string): MaskDesk {
  const { draftId } = useSession();
  const client = useQueryClient();
  const { tellError } = useToasts();
  const { data } = useMarkedFiles(draftId);
  const none: Steps = { fileId, before: [], after: [] };
  const [known, setSteps] = useState(none);
  const steps = known.fileId === fileId ? known : none;
  const saving = useRef(Promise.resolve());
  const masks = data?.files.find((each) => each.fileId === fileId)?.masks ?? [];

  const save = (next: readonly Mask[]) => {
    const key = ['masks', draftId];
    client.setQueryData(key, (listed: CallOutput<'listMasks'> | undefined) => ({
      files: [
        ...(listed?.files ?? []).filter((each) => each.fileId !== fileId),
        ...(next.length === 0 ? [] : [{ fileId, masks: [...next] }]),
      ],
    }));
    saving.current = saving.current.then(async () => {
      try {
        await call('saveMasks', { draftId, fileId, masks: [...next] });
      } catch (error) {
        tellError(error);
        // What is on the disk is what is shown.
        setSteps(none);
        await client.invalidateQueries({ queryKey: key });
      }
    });
  };
  const { before, after } = steps;
  const last = before.at(-1);
  const next = after[0];
  return {
    masks,
    fresh:
      last !== undefined && after.length === 0 && masks.length === last.length + 1 ? last.length : undefined,
    change: (changed) => {
      if (changed.length > MOST_MASKS) return;
      setSteps({ fileId, before: [...before, masks], after: [] });
      save(changed);
    },
    undo:
      last === undefined
        ? undefined
        : () => {
            setSteps({ fileId, before: before.slice(0, -1), after: [masks, ...after] });
            save(last);
          },
    redo:
      next === undefined
        ? undefined
        : () => {
            setSteps({ fileId, before: [...before, masks], after: after.slice(1) });
            save(next);
          },
  };
}
