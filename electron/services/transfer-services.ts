import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CallOutput } from '../../shared/contract.ts';
import { composeFindings } from '../package/findings-book.ts';
import { findNotice } from '../package/known-notices.ts';
import { safeName } from '../package/names.ts';
import type { DraftSummary } from '../store/draft-summary.ts';
import { exportDraftFile, type ImportChoice, importDraft } from '../store/transfer.ts';
import { localDay } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import { summaryView } from './draft-views.ts';
import { incomingView } from './incoming-drafts.ts';
import { lastFolder, withExtension } from './save-places.ts';
import type { ServiceContext } from './service-context.ts';

const DRAFT_KIND = { name: '申报匣草稿', extensions: ['dossier'] };
const PDF_KIND = { name: 'PDF', extensions: ['pdf'] };

function programmeName({ notice, programme }: DraftSummary): string {
  return findNotice(notice)?.forms[programme].programmeName ?? '';
}

/** A file's name as the contract lets it through. */
function shownName(path: string): string {
  return basename(path).slice(0, 300);
}

/** Asks where a `.dossier` of a draft goes. @returns an absolute path; undefined when the person closed the dialog */
export async function askForDraftFile(
  { data, dialogs }: Pick<ServiceContext, 'data' | 'dialogs'>,
  draftId: string,
): Promise<string | undefined> {
  const { store } = data;
  const summary = store.drafts.summary(draftId);
  const chosen = await dialogs.saveFile({
    title: '导出草稿',
    name: safeName(
      `${summary.applicant || '未填企业名称'}-${programmeName(summary)}`,
      '草稿',
      80,
      '.dossier',
    ),
    kinds: [DRAFT_KIND],
    ...lastFolder(store),
  });
  return chosen === undefined ? undefined : withExtension(chosen, '.dossier');
}

/** Drafts and checks as files: in, out, and what to do with one that is here already. */
export function transferServices(context: ServiceContext) {
  const { data, dialogs, checks, incoming, made, send, clock, work } = context;

  /** The list shows progress without anybody waiting for it; a draft that is open is read again. */
  const tookIn = ({
    id,
    revision,
  }: DraftSummary): { outcome: 'imported'; draft: ReturnType<typeof summaryView> } => {
    send('findingsChanged', { draftId: id, revision });
    checks.inBackground(id);
    return { outcome: 'imported', draft: summaryView(data.store.drafts.summary(id)) };
  };

  const wrote = (path: string) => {
    data.store.settings.set('lastExportFolder', dirname(path));
    return {
      outcome: 'written' as const,
      madeId: made.add({ itself: path, folder: dirname(path) }),
      name: basename(path),
    };
  };

  return {
    importDraft: async (): Promise<CallOutput<'importDraft'>> => {
      const [path] = await dialogs.openFiles({ title: '导入草稿', kinds: [DRAFT_KIND] });
      if (path === undefined) return { outcome: 'cancelled' };
      const { id: importId, opened } = await incoming.open(path);
      if (opened === undefined) return { outcome: 'protected', importId, name: shownName(path) };
      try {
        const taken = await importDraft(data.store, opened);
        if (taken.outcome === 'imported') {
          await incoming.end(importId);
          return tookIn(taken.draft);
        }
        return {
          outcome: 'exists',
          importId,
          existing: summaryView(taken.existing),
          incoming: incomingView(opened),
        };
      } catch (error) {
        await incoming.end(importId);
        throw error;
      }
    },

    settleImport: async ({ importId, choice }): Promise<CallOutput<'settleImport'>> => {
      if (choice === 'discard') {
        await incoming.end(importId);
        return { outcome: 'discarded' };
      }
      const answer: ImportChoice = choice === 'replace' ? 'replace' : 'keepBoth';
      // Kept until it is in: on a full disk, say, the person can make room and ask again.
      const taken = await importDraft(data.store, incoming.find(importId), { choice: answer });
      if (taken.outcome !== 'imported') throw new Error('an import with its choice cannot ask again');
      await incoming.end(importId);
      return tookIn(taken.draft);
    },

    exportDraft: async ({ draftId }): Promise<CallOutput<'exportDraft'>> => {
      const path = await askForDraftFile(context, draftId);
      if (path === undefined) return { outcome: 'cancelled' };
      await work.noting([dirname(path)], () => exportDraftFile(data.store, draftId, path));
      return { ...wrote(path), bytes: statSync(path).size };
    },

    exportFindings: async ({ draftId }): Promise<CallOutput<'exportFindings'>> => {
      const { store } = data;
      const applicant = store.drafts.summary(draftId).applicant || '未填企业名称';
      const name = safeName(
        `检查结果-${applicant}-${localDay(clock()).replaceAll('-', '')}`,
        '检查结果',
        80,
        '.pdf',
      );
      const chosen = await dialogs.saveFile({
        title: '导出检查结果',
        name,
        kinds: [PDF_KIND],
        ...lastFolder(store),
      });
      if (chosen === undefined) return { outcome: 'cancelled' };
      const target = withExtension(chosen, '.pdf');
      const book = composeFindings(await checks.toPrint(draftId));
      await work.runJob('writeSidePaper', { book, target }, { places: [dirname(target)] });
      return wrote(target);
    },
  } satisfies Partial<Services>;
}
