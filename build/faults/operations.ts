import type { Operation } from './operation.ts';

/** Each loads only what it needs: a process is started for every kill. */
const OPERATIONS = {
  save: async () => (await import('./operations/save.ts')).SAVE,
  history: async () => (await import('./operations/history.ts')).HISTORY,
  evidence: async () => (await import('./operations/evidence.ts')).EVIDENCE,
  migrate: async () => (await import('./operations/migrate.ts')).MIGRATE,
  backup: async () => (await import('./operations/backup.ts')).BACKUP,
  'second-copy': async () => (await import('./operations/second-copy.ts')).SECOND_COPY,
  'locked-copy': async () => (await import('./operations/second-copy.ts')).LOCKED_COPY,
  'take-back': async () => (await import('./operations/second-copy.ts')).TAKE_BACK,
  restore: async () => (await import('./operations/restore.ts')).RESTORE,
  recover: async () => (await import('./operations/recover.ts')).RECOVER,
  'draft-file': async () => (await import('./operations/draft-file.ts')).DRAFT_FILE_OUT,
  medium: async () => (await import('./operations/medium.ts')).MEDIUM,
  mail: async () => (await import('./operations/mail.ts')).MAIL,
  intake: async () => (await import('./operations/intake.ts')).INTAKE,
  parcel: async () => (await import('./operations/parcel.ts')).PARCEL,
  export: async () => (await import('./operations/export.ts')).EXPORT,
} satisfies Record<string, () => Promise<Operation>>;

export type OperationId = keyof typeof OPERATIONS;

function isOperation(id: string): id is OperationId {
  return Object.hasOwn(OPERATIONS, id);
}

export const OPERATION_IDS: readonly OperationId[] = Object.keys(OPERATIONS).filter(isOperation);

export function findOperation(id: string): Promise<Operation> {
  if (!isOperation(id)) throw new Error(`no such operation: ${id}; there are ${OPERATION_IDS.join(' ')}`);
  return OPERATIONS[id]();
}
