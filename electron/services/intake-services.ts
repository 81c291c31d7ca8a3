import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CallOutput, CheckedInput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import type { DocumentCheck } from '../../shared/intake/entry.ts';
import { entryPlace } from '../intake/intake-places.ts';
import { boundedProblems, whyUnreadable, withRemedy } from '../intake/problem-words.ts';
import { takeIntoBatch } from '../intake/take-into-batch.ts';
import type { TakeInReport } from '../intake/take-packages-in.ts';
import type { Examined } from '../package/examine-package.ts';
import { BOUND_FILE, SEALED_FILE } from '../package/package-parts.ts';
import type { Services } from '../window/services.ts';
import { packageParts } from './export-packages.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import { IntakeSources } from './intake-sources.ts';
import type { ServiceContext } from './service-context.ts';

type IntakeEnd = Exclude<CallOutput<'waitForIntake'>, { outcome: 'cancelled' }>;
type DeepEnd = Exclude<CallOutput<'waitForDeepCheck'>, { outcome: 'cancelled' }>;

/** What a person is shown of an intake that goes on. */
function stageOf(report: TakeInReport): { stage: string; percent: number; done?: number; total?: number } {
  if (report.kind !== 'reading') return { stage: '查找申报包', percent: 0 };
  const { number, total } = report;
  return { stage: '收取申报包', percent: (100 * (number - 1)) / total, done: number, total };
}

/** 复核文档 as it is kept with the entry. */
function documentCheck(verified: Examined['verified'], now: Date): DocumentCheck {
  const problems = verified?.problems ?? [whyUnreadable.byDetail('没有能读的申报包')];
  return {
    checkedAt: now.toISOString(),
    problems: boundedProblems(problems.map(withRemedy)),
    pageFindings: (verified?.pageFindings ?? []).map(({ level, message, remedy, clause }) => ({
      ...{ level, message, remedy, clause },
    })),
  };
}

/** 区县汇总 as far as it is files: packages in, their pages to be looked at, their documents checked again. */
export function intakeServices(context: ServiceContext) {
  const { data, work, send, made, offered, uploads, clock } = context;
  const sources = new IntakeSources(context);
  const intakes = new ExportWorks<IntakeEnd>('这次收取');
  const checks = new ExportWorks<DeepEnd>('这次复核');
  /** An entry that is opened again needs no second id for its files. */
  const known = new Map<string, string>();

  const placeOf = (batchId: string, entryId: string) =>
    entryPlace(data.store.context.folder.root, batchId, entryId);

  const startIntake = ({ batchId, sourceIds, receivedOn }: CheckedInput<'startIntake'>): string => {
    data.store.batches.get(batchId);
    const chosen = sources.find(sourceIds);
    return intakes.start(JSON.stringify([batchId, sourceIds]), async (workId, signal) => {
      const progress = new ExportProgress();
      const refused: IntakeEnd['refused'] = [];
      const tell = (report: TakeInReport) => {
        if (report.kind !== 'taken') {
          send('exportStage', { workId, ...progress.next(stageOf(report)) });
          return;
        }
        const { hasFiles, cameAs, problems } = report.package.entry;
        if (!hasFiles) refused.push({ name: cameAs, reason: problems.join('') });
      };
      try {
        const ended = await data.filling('正在收取申报包', (store) =>
          takeIntoBatch(
            store,
            { batchId, sources: chosen, receivedOn },
            (input, onProgress, stop) => work.runJob('takePackagesIn', input, { signal: stop, onProgress }),
            tell,
            signal,
          ),
        );
        const { stopped, already, told, entryIds } = ended;
        return {
          outcome: 'ended',
          taken: entryIds.length - refused.length,
          ...{ stopped, already, entryIds, refused: [...refused, ...told] },
        };
      } finally {
        await sources.end(sourceIds);
      }
    });
  };

  const openEntry = ({ batchId, entryId }: CheckedInput<'openEntry'>): CallOutput<'openEntry'> => {
    const { entries } = data.store;
    const entry = entries.get(entryId);
    const items = entries.items(entryId);
    const folder = placeOf(batchId, entryId);
    const bound = [SEALED_FILE, BOUND_FILE]
      .map((name) => path.join(folder, name))
      .find((place) => existsSync(place));
    if (bound === undefined) return { entry, items, bound: null, madeId: null };
    const madeId = known.get(bound) ?? made.add({ ...packageParts(folder), bound });
    known.set(bound, madeId);
    return { entry, items, bound: offered.offer({ path: bound, type: 'application/pdf' }), madeId };
  };

  const startDeepCheck = ({ batchId, entryId }: CheckedInput<'startDeepCheck'>): string => {
    const { cameAs } = data.store.entries.get(entryId);
    const folder = placeOf(batchId, entryId);
    if (!existsSync(folder)) throw new DossierError('gone', { what: '这一份的电子件' });
    return checks.start(entryId, async (workId, signal) => {
      const progress = new ExportProgress();
      const { verified } = await work.runJob(
        'checkPackage',
        { path: folder, name: cameAs },
        {
          signal,
          onProgress: ({ done, total }) =>
            send('exportStage', {
              workId,
              ...progress.next({ stage: '复核文档', percent: (100 * done) / Math.max(1, total) }),
            }),
        },
      );
      data.store.entries.setDocumentCheck(entryId, documentCheck(verified, clock()));
      return { outcome: 'checked' };
    });
  };

  const services = {
    chooseIntake: ({ batchId, kind }) => {
      data.store.batches.get(batchId);
      return sources.choose(kind);
    },
    listIntakeDrives: () => sources.listDrives(),
    beginIntakeUpload: async ({ batchId, name, bytes }) => {
      data.store.batches.get(batchId);
      return {
        uploadId: await uploads.begin({ draftId: '', target: { kind: 'intake', batchId }, name, bytes }),
      };
    },
    finishIntakeUpload: async ({ batchId, uploadId }) => ({
      source: await sources.takeUpload(batchId, uploadId),
    }),
    startIntake: (input) => ({ workId: startIntake(input) }),
    waitForIntake: ({ workId }) => intakes.wait(workId),
    openEntry,
    startDeepCheck: (input) => ({ workId: startDeepCheck(input) }),
    waitForDeepCheck: ({ workId }) => checks.wait(workId),
  } satisfies Partial<Services>;
  const cancel = (workId: string) => {
    intakes.cancel(workId);
    checks.cancel(workId);
  };
  return { services, cancel };
}
