import { existsSync } from 'node:fs';
import { DossierError } from '../../shared/errors.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { namedFiles } from '../package/draft-files.ts';
import { findNotice } from '../package/known-notices.ts';
import { twinCode } from '../package/twin-code.ts';
import { checkedDraft } from './answer-check.ts';
import { answersOf, draftRow, parsedValue } from './answer-rows.ts';
import type { StoreContext } from './store-context.ts';
import { placeOfFile } from './stored-files.ts';

interface KnownCode {
  revision: number;
  code: string | undefined;
}

/** Of each store, the last code of each draft: the list asks again and again. */
const KNOWN = new WeakMap<StoreContext, Map<string, KnownCode>>();

/**
 * The twin code that an export of this content would have.
 *
 * @returns undefined for a notice that this version does not know
 */
export function codeOfContent(context: StoreContext, content: Draft): string | undefined {
  const form = findNotice(content.notice)?.forms[content.programme];
  if (form === undefined) return undefined;
  // By the files' recorded hashes: what an export writes was read back and is the same, or is no export.
  const hashes = new Map(
    namedFiles(form, content).flatMap(({ path, sha256 }) =>
      sha256 !== undefined && existsSync(placeOfFile(context.folder.files, sha256))
        ? [[path, sha256] as const]
        : [],
    ),
  );
  return twinCode(content, hashes, form);
}

/**
 * The twin code that an export of the draft would have now.
 *
 * @returns undefined for content that this version cannot read
 * @throws draftGone
 */
export function contentCode(context: StoreContext, draft: string): string | undefined {
  const { revision, notice, programme } = draftRow(context, draft);
  const known = KNOWN.get(context) ?? new Map<string, KnownCode>();
  KNOWN.set(context, known);
  const last = known.get(draft);
  if (last?.revision === revision) return last.code;
  let code: string | undefined;
  try {
    const values = answersOf(context, draft).map(parsedValue);
    code = codeOfContent(context, checkedDraft(notice, programme, values));
  } catch (error) {
    const isUnreadable =
      error instanceof DossierError && (error.code === 'draftInvalid' || error.code === 'draftUnknownNotice');
    if (!isUnreadable) throw error;
  }
  known.set(draft, { revision, code });
  return code;
}
