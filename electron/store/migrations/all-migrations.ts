import { drafts } from './0001-drafts.ts';
import { draftExports } from './0002-exports.ts';
import { draftRemarks } from './0003-remarks.ts';
import { batches } from './0004-batches.ts';

import { documentChecks } from './0005-document-checks.ts';
import { evidenceMasks } from './0006-evidence-masks.ts';
import type { Migration } from './migration.ts';

/** Every migration, in order; a new one is appended, none is ever changed. */
export const MIGRATIONS: readonly Migration[] = [
  drafts,
  draftExports,
  draftRemarks,
  batches,
  documentChecks,
  evidenceMasks,
];
