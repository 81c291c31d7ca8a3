import type { HistoryEntry as EntryView } from '../../shared/contract/drafts.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Form } from '../../shared/form/definition.ts';
import { describeChange } from '../../shared/form/describe-change.ts';
import { findNotice } from '../package/known-notices.ts';
import type { HistoryEntry } from '../store/history-list.ts';
import type { DraftPart, Place } from '../store/place.ts';
import type { Store } from '../store/store.ts';
import type { Services } from '../window/services.ts';
import { contentView, openedView } from './draft-views.ts';
import type { ServiceContext } from './service-context.ts';

const KINDS: Readonly<Record<DraftPart, EntryView['what']>> = {
  answers: 'answer',
  declarations: 'declaration',
  confirmations: 'confirmation',
  destination: 'destinationDistrict',
  evidence: 'evidence',
};

function formOf(store: Store, draftId: string): Form {
  const { notice, programme } = store.drafts.summary(draftId);
  const found = findNotice(notice);
  if (found === undefined) throw new DossierError('draftUnknownNotice', { found: notice });
  return found.forms[programme];
}

function wordsOfWhole({ action, restoredRevision }: HistoryEntry): string {
  if (action === 'import') return '由 .dossier 文件带入';
  if (action === 'duplicate') return '由另一份草稿复制';
  if (action === 'create') return '新建';
  return restoredRevision === 0 ? '恢复到最初的空白' : '恢复到较早的版本';
}

function entryView(form: Form, entry: HistoryEntry): EntryView {
  const { entryId, endedAt, revision } = entry;
  if (entry.whole)
    return {
      entryId,
      at: endedAt,
      revision,
      what: 'whole',
      subject: '',
      before: '',
      after: wordsOfWhole(entry),
    };
  return {
    entryId,
    at: endedAt,
    revision,
    what: KINDS[entry.part],
    subject: entry.key,
    ...describeChange(form, entry, entry.oldValue, entry.newValue),
  };
}

/** 报送区县 is asked like a field but is none of the form's. */
function placeOfField(field: string): Place {
  return field === 'destinationDistrict' ? { part: 'destination', key: '' } : { part: 'answers', key: field };
}

/** What was, and the way back to it. */
export function historyServices({ data, changes, files }: ServiceContext) {
  return {
    listHistory: ({ draftId, field, before, limit }) => {
      const { store } = data;
      const form = formOf(store, draftId);
      const { entries, more } = store.history.list(draftId, {
        limit,
        ...(field === null ? {} : { place: placeOfField(field) }),
        ...(before === null ? {} : { before }),
      });
      return { entries: entries.map((entry) => entryView(form, entry)), more };
    },
    readVersion: ({ draftId, version }) => ({
      content: contentView(data.store.history.draftAt(draftId, version)),
    }),
    restoreEntry: ({ draftId, revision, entryId }) => {
      changes.took(draftId, data.store.history.restoreBefore(draftId, revision, entryId));
      return openedView(data.store, files.views, draftId);
    },
    restoreVersion: ({ draftId, revision, version }) => {
      changes.took(draftId, data.store.history.restore(draftId, revision, version));
      return openedView(data.store, files.views, draftId);
    },
  } satisfies Partial<Services>;
}
