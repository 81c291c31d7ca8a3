import { useMemo } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import { call } from '../../bridge-calls.ts';
import { useSession } from '../../draft/draft-context.tsx';
import type { Rotation } from '../../pdf/page-size.ts';
import { useToasts } from '../../shell/toasts.tsx';
import type { UploadTarget } from '../../upload/send-file.ts';
import { uploadsOf } from '../../upload/upload-queue.ts';
import { reportOf } from '../../upload/upload-report.ts';

/** What a person does with evidence; each tells its own failure and ends with whether it was done. */
export interface EvidenceActions {
  /** By the system's dialog. */
  pick: (slot: string) => Promise<boolean>;
  /** Dropped or pasted files. */
  add: (slot: string, files: readonly File[]) => Promise<void>;
  replace: (file: EvidenceFileView) => Promise<boolean>;
  rotate: (file: EvidenceFileView, rotate: Rotation) => Promise<boolean>;
  rename: (file: EvidenceFileView, name: string) => Promise<boolean>;
  /** @param position in the slot that it goes to, counted without the file itself */
  move: (file: EvidenceFileView, slot: string, position: number) => Promise<boolean>;
  describe: (file: EvidenceFileView, about: string[]) => Promise<boolean>;
  /** With the way back in the message. */
  remove: (file: EvidenceFileView) => Promise<boolean>;
  setNone: (slot: string, reason: string | null) => Promise<boolean>;
}

export function useEvidenceActions(): EvidenceActions {
  const session = useSession();
  const { show, tellError } = useToasts();
  return useMemo(() => {
    const { draftId } = session;
    /** A change in its turn; what the program has to say of it is told. */
    async function change<T extends { outcome: string }>(work: () => Promise<T>): Promise<boolean> {
      try {
        const answer = await session.changeEvidence(work);
        const notes = 'notes' in answer && Array.isArray(answer.notes) ? answer.notes : [];
        if (notes.length > 0) show({ kind: 'info', text: notes.join('\n') });
        return answer.outcome !== 'cancelled';
      } catch (error) {
        tellError(error);
        return false;
      }
    }
    const of = ({ fileId }: EvidenceFileView) => ({ draftId, fileId });
    return {
      pick: (slot) => change(() => call('pickEvidence', { draftId, slot })),
      add: async (slot, files) => {
        const target: UploadTarget = { kind: 'evidence', slot };
        const report = reportOf(await uploadsOf(session).add(target, files));
        if (report !== undefined) show(report);
      },
      replace: (file) => change(() => call('replaceEvidence', of(file))),
      rotate: (file, rotate) => change(() => call('rotateEvidence', { ...of(file), rotate })),
      rename: (file, name) => change(() => call('renameEvidence', { ...of(file), name })),
      move: (file, slot, position) => change(() => call('moveEvidence', { ...of(file), slot, position })),
      describe: (file, about) => change(() => call('describeEvidence', { ...of(file), about })),
      remove: async (file) => {
        const removed = await change(() => call('removeEvidence', of(file)));
        if (removed)
          show({
            kind: 'done',
            text: `已移除“${file.name}”。`,
            action: { label: '撤销', run: () => void change(() => call('returnEvidence', of(file))) },
          });
        return removed;
      },
      setNone: (slot, reason) => change(() => call('setEvidenceNone', { draftId, slot, reason })),
    };
  }, [session, show, tellError]);
}
