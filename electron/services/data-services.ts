import { createHash } from 'node:crypto';
import type { Backup as BackupView, Settings } from '../../shared/contract/program.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Backup } from '../store/backups.ts';
import type { Services } from '../window/services.ts';
import type { DataProblem } from './program-data.ts';
import type { ServiceContext } from './service-context.ts';

const DEFAULTS: Settings = { theme: 'system', scale: 100, panels: { sections: true, guidance: true } };

const STATES = { tooNew: 'dataTooNew', damaged: 'dataDamaged', unreachable: 'dataUnreachable' } as const;

/** A backup's own name is that of its file, which is none of the window's business. */
function opaqueBackupId(name: string): string {
  return createHash('sha256').update(name).digest('base64url').slice(0, 24);
}

function backupView({ id, madeAt, bytes, reason, drafts, problem, checksummed }: Backup): BackupView {
  return { backupId: opaqueBackupId(id), at: madeAt, bytes, reason, drafts, problem, checksummed };
}

/** The data as a whole: how it opened, settings, backups and the ways back. */
export function dataServices({ data, incoming, dialogs, work }: ServiceContext) {
  const choosePlace = () => dialogs.openFolder({ title: '选择存放第二份备份的位置' });
  const backups = () => data.listBackups();

  const startupOf = async ({ kind, error }: DataProblem) => {
    const damaged = kind === 'damaged';
    return {
      state: STATES[kind],
      message: error.message,
      backups: damaged ? (await backups()).map(backupView) : [],
      mayStartAfresh: damaged,
    };
  };

  const settings = (): Settings => {
    if (!data.isOpen) return DEFAULTS;
    const stored = data.store.settings;
    return {
      theme: stored.get('theme') ?? DEFAULTS.theme,
      scale: stored.get('scale') ?? DEFAULTS.scale,
      panels: stored.get('panels') ?? DEFAULTS.panels,
    };
  };

  return {
    readStartup: async () => {
      const problem = await data.open();
      if (problem !== undefined) return startupOf(problem);
      // After the answer: the window takes offers once it knows that its data are there.
      setImmediate(() => incoming.windowListens());
      return { state: 'ready' as const };
    },

    readSettings: settings,
    saveSettings: ({ theme, scale, panels }) => {
      const stored = data.store.settings;
      if (theme !== undefined) stored.set('theme', theme);
      if (scale !== undefined) stored.set('scale', scale);
      if (panels !== undefined) stored.set('panels', panels);
      return settings();
    },

    listBackups: async () => ({ backups: (await backups()).map(backupView) }),
    makeBackup: async () => ({ backup: backupView(await data.makeBackup()) }),
    restoreBackup: async ({ backupId }) => {
      const wanted = (await backups()).find(({ id }) => opaqueBackupId(id) === backupId);
      if (wanted === undefined) throw new DossierError('gone', { what: '这个备份' });
      const made = await data.restore(wanted.id);
      const copy = made === null ? undefined : (await backups()).find(({ id }) => id === made);
      return { safetyCopy: copy === undefined ? null : backupView(copy) };
    },
    readSecondCopy: () => data.secondCopies.view(),
    chooseSecondCopy: async () => {
      const place = await choosePlace();
      if (place !== undefined) await data.secondCopies.keepAt(place);
      return data.secondCopies.view();
    },
    runSecondCopy: async () => {
      await data.secondCopies.follow();
      return data.secondCopies.view();
    },
    endSecondCopy: async () => {
      await data.secondCopies.end();
      return data.secondCopies.view();
    },
    protectSecondCopy: async ({ password }) => {
      const place = data.secondCopies.place ?? (await choosePlace());
      if (place !== undefined)
        await data.secondCopies.keepAt(place, await work.runJob('makeCopyKey', { password }));
      return data.secondCopies.view();
    },
    unprotectSecondCopy: async () => {
      const { place } = data.secondCopies;
      if (place !== undefined) await data.secondCopies.keepAt(place, null);
      return data.secondCopies.view();
    },
    startAfresh: async () => {
      await data.startAfresh();
      return undefined;
    },
  } satisfies Partial<Services>;
}
