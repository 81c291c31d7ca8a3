import { DossierError } from '../../shared/errors.ts';
import { type ContentChange, compareDrafts } from '../../shared/form/compare-drafts.ts';
import type { Form, Notice } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import type { ComparedVersion } from '../package/changes-book.ts';
import { findNotice } from '../package/known-notices.ts';
import { codeOfContent } from '../store/content-code.ts';
import type { Store } from '../store/store.ts';
import { localMinute } from '../window/program-services.ts';

/** A revision of a draft with its content. */
export interface Version {
  revision: number;
  content: Draft;
  twinCode: string | undefined;
  /** Undefined for a content that was never exported. */
  exportedAt: string | undefined;
}

/** @param version null for the draft as it stands. @throws draftGone, versionGone */
export function versionAt(store: Store, draftId: string, version: number | null): Version {
  const revision = version ?? store.drafts.revision(draftId);
  const content = store.history.draftAt(draftId, revision);
  const twinCode = codeOfContent(store.context, content);
  // A revision that only ticked something has the content of the exported one before it.
  const exported = store.exports.list(draftId).find((made) => made.twinCode === twinCode);
  return { revision, content, twinCode, exportedAt: exported?.exportedAt };
}

/** As a paper names it. */
export function printedVersion({ twinCode, exportedAt }: Version): ComparedVersion {
  return {
    twinCode: twinCode ?? '',
    ...(exportedAt === undefined ? {} : { exportedAt: localMinute(new Date(exportedAt)) }),
  };
}

/** @throws draftUnknownNotice */
export function formOf({ notice: id, programme }: Draft): { notice: Notice; form: Form } {
  const notice = findNotice(id);
  if (notice === undefined) throw new DossierError('draftUnknownNotice', { found: id });
  return { notice, form: notice.forms[programme] };
}

export interface ComparedVersions {
  notice: Notice;
  form: Form;
  old: Version;
  present: Version;
  changes: ContentChange[];
}

/** Two revisions and what differs, in the draft's form. @throws draftGone, versionGone, draftUnknownNotice */
export function compareVersions(
  store: Store,
  draftId: string,
  from: number,
  to: number | null,
): ComparedVersions {
  const [old, present] = [versionAt(store, draftId, from), versionAt(store, draftId, to)];
  const { notice, form } = formOf(present.content);
  return { notice, form, old, present, changes: compareDrafts(form, old.content, present.content) };
}
