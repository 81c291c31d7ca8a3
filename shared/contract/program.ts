import { z } from 'zod';
import { noticeSchema } from '../form/definition.ts';
import { draftSummary, incomingDraft } from './drafts.ts';
import {
  cancelledOutcome,
  givenPassword,
  moment,
  newPassword,
  nothing,
  opaqueId,
  revision,
  shortText,
} from './values.ts';

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Size of everything in the window, per cent. */
  scale: z.number().int().min(90).max(150),
  /** Side panels as the person left them. */
  panels: z.strictObject({ sections: z.boolean(), guidance: z.boolean() }),
});
export type Settings = z.infer<typeof settingsSchema>;

const backup = z.strictObject({
  backupId: opaqueId,
  at: moment,
  bytes: z.number().int().nonnegative(),
  reason: z.enum(['daily', 'close', 'migration', 'restore', 'person']),
  drafts: z.number().int().nonnegative().nullable(),
  /** Plain Chinese: why it cannot be used; null for a good one. */
  problem: z.string().nullable(),
  /** Every byte of it was compared; backups of earlier versions only have a form that can be checked. */
  checksummed: z.boolean(),
});
export type Backup = z.infer<typeof backup>;

/** The second copy of the backups, at a place that the person chose. */
const secondCopy = z.strictObject({
  /** For reading only; null while there is none. */
  folder: z.string().nullable(),
  copiedAt: moment.nullable(),
  /** Plain Chinese: why the latest backup is not there. */
  problem: z.string().nullable(),
  running: z.boolean(),
  /** On the disk that the data are on: a broken disk would take both. */
  sameDisk: z.boolean(),
  /** It opens with a password only, which is kept nowhere. */
  isProtected: z.boolean(),
  /** An earlier copy without a password that lies beside the protected one, for reading only. */
  plainLeft: z.string().nullable(),
});
export type SecondCopy = z.infer<typeof secondCopy>;

export const programCalls = {
  /** The first call of the window: whether the data could be opened, and if not, why. */
  readStartup: {
    input: nothing,
    output: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('ready') }),
      z.strictObject({
        state: z.enum(['dataTooNew', 'dataDamaged', 'dataUnreachable']),
        /** Plain Chinese: what happened, what it means, what to do. */
        message: z.string(),
        backups: z.array(backup),
        /** “重新开始”: the damaged file is kept under another name. Never for data of a newer version. */
        mayStartAfresh: z.boolean(),
      }),
    ]),
  },
  readNotice: {
    input: z.strictObject({ notice: shortText.nullable() }),
    output: z.strictObject({
      notice: noticeSchema,
      /** The local day, YYYY-MM-DD, for the days that are left. */
      today: z.iso.date(),
    }),
  },
  readAbout: {
    input: nothing,
    output: z.strictObject({
      version: shortText,
      /** For reading only. */
      dataFolder: z.string(),
      runtime: z.array(z.strictObject({ name: shortText, version: shortText })),
    }),
  },
  readSettings: { input: nothing, output: settingsSchema },
  saveSettings: { input: settingsSchema.partial(), output: settingsSchema },
  listFonts: {
    input: nothing,
    output: z.strictObject({
      fonts: z.array(
        z.strictObject({ role: shortText, family: shortText, source: z.enum(['installed', 'bundled']) }),
      ),
    }),
  },
  listLicences: {
    input: nothing,
    output: z.strictObject({
      licences: z.array(
        z.strictObject({ name: shortText, version: shortText, licence: shortText, text: z.string() }),
      ),
    }),
  },
  openDataFolder: { input: nothing, output: nothing },
  /** A fault of the window for the log; what a person wrote is taken out before it is stored. */
  reportProblem: {
    input: z.strictObject({ message: z.string().max(2_000), stack: z.string().max(10_000).nullable() }),
    output: nothing,
  },
  /** Answers `flushRequested`: all that was typed has been confirmed by `saveDraft`. */
  flushed: { input: z.strictObject({ requestId: opaqueId }), output: nothing },

  listBackups: { input: nothing, output: z.strictObject({ backups: z.array(backup) }) },
  makeBackup: { input: nothing, output: z.strictObject({ backup }) },
  /** Keeps a copy of the present data first; the window reads everything anew afterwards. */
  restoreBackup: {
    input: z.strictObject({ backupId: opaqueId }),
    output: z.strictObject({ safetyCopy: backup.nullable() }),
  },
  startAfresh: { input: nothing, output: nothing },
  readSecondCopy: { input: nothing, output: secondCopy },
  /** Asks for the place; a dialog that is closed leaves everything as it is. Comes back before the copy is made. */
  chooseSecondCopy: { input: nothing, output: secondCopy },
  /** Comes back when the latest backup is there, or why it is not. */
  runSecondCopy: { input: nothing, output: secondCopy },
  /** No further copies; those that were made stay. */
  endSecondCopy: { input: nothing, output: secondCopy },
  /** From now on with a password, in a folder of its own; asks for the place where there is none. Also for another password. */
  protectSecondCopy: { input: z.strictObject({ password: newPassword }), output: secondCopy },
  /** From now on without one. What was protected stays as it is. */
  unprotectSecondCopy: { input: nothing, output: secondCopy },
  /** Asks for the folder of a second copy, of this computer or another one; also where the data cannot be opened. */
  chooseCopyToTakeBack: {
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('none'), shown: z.string() }),
      z.strictObject({
        outcome: z.literal('chosen'),
        copyId: opaqueId,
        shown: z.string(),
        isProtected: z.boolean(),
        backups: z.number().int(),
        latestAt: moment,
      }),
    ]),
  },
  /** Its latest backups come to those of this computer, with their files; nothing is restored yet. */
  startTakingBack: {
    input: z.strictObject({ copyId: opaqueId, password: givenPassword.nullable() }),
    output: z.strictObject({ workId: opaqueId }),
  },
  waitForTakingBack: {
    input: z.strictObject({ workId: opaqueId }),
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('taken'),
        backups: z.number().int(),
        files: z.number().int(),
        /** Files that are neither there nor here. */
        missing: z.number().int(),
      }),
    ]),
  },
};

export const programEvents = {
  /** Read the findings of this draft again; its line in the list may be another one too. */
  findingsChanged: z.strictObject({ draftId: opaqueId, revision }),
  /** The window is about to close: save what was typed, then call `flushed` with the same id. */
  flushRequested: z.strictObject({ requestId: opaqueId }),
  /** A `.dossier` that the system opened with us; the window asks, then calls `settleImport`. */
  draftOffered: z.strictObject({
    importId: opaqueId,
    name: shortText,
    incoming: incomingDraft,
    /** The same draft, where it is here already; maybe in the bin. */
    existing: draftSummary.nullable(),
  }),
  /** The same for one that opens with a password only: the window asks for it, then calls `startUnlock`. */
  passwordNeeded: z.strictObject({ importId: opaqueId, name: shortText }),
  /** A choice of the application menu that the window carries out. */
  commandChosen: z.strictObject({
    command: z.enum([
      'home',
      'newDraft',
      'importDraft',
      'exportDraft',
      'protectDraft',
      'check',
      'preview',
      'export',
      'find',
      'guidance',
      'settings',
      'nextSection',
      'previousSection',
    ]),
  }),
};
export type Command = z.infer<typeof programEvents.commandChosen>['command'];
