import type { HistoryEntry as EntryView } from '../../shared/contract/drafts.ts';
import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { evidenceSectionOf, type Form, fieldsOf } from '../../shared/form/definition.ts';
import { describeChange } from '../../shared/form/describe-change.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { findNotice } from '../package/known-notices.ts';
import type { HistoryEntry } from '../store/history-list.ts';
import { type DraftPart, type Place, placedValues, placeName } from '../store/place.ts';
import { stableJson } from '../store/stable-json.ts';
import type { Store } from '../store/store.ts';
import type { Services } from '../window/services.ts';
import { contentView, openedView } from './draft-views.ts';
import type { ServiceContext } from './service-context.ts';

type Differences = CallOutput<'readVersion'>['differences'];

const KINDS: Readonly<Record<DraftPart, Differences[number]['what']>> = {
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

/** 报送区县 is asked like a field but is none of the form's; an evidence slot has an id that no field has. */
function placeOfField(form: Form, field: string): Place {
  if (field === 'destinationDistrict') return { part: 'destination', key: '' };
  return { part: slotsOf(form).includes(field) ? 'evidence' : 'answers', key: field };
}

function slotsOf(form: Form): string[] {
  return evidenceSectionOf(form).items.flatMap(({ slots }) => slots.map(({ id }) => id));
}

/** What two states of a draft have that the other has not, place by place in the form's order. */
function differences(form: Form, old: Draft, present: Draft): Differences {
  const values = (draft: Draft) => new Map(placedValues(draft).map((each) => [placeName(each), each]));
  const [before, after] = [values(old), values(present)];
  const order = ['destination.', ...fieldsOf(form).map(({ id }) => `answers.${id}`)];
  const known = [...new Set([...order, ...before.keys(), ...after.keys()])];
  return known.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    const place = was ?? is;
    if (place === undefined || stableJson(was?.value) === stableJson(is?.value)) return [];
    const words = describeChange(form, place, was?.value ?? null, is?.value ?? null);
    return words.before === '' && words.after === ''
      ? []
      : [{ what: KINDS[place.part], subject: place.key, ...words }];
  });
}

/** What was, and the way back to it. */
export function historyServices({ data, changes, files }: ServiceContext) {
  return {
    listHistory: ({ draftId, field, before, limit }) => {
      const { store } = data;
      const form = formOf(store, draftId);
      const { entries, more } = store.history.list(draftId, {
        limit,
        ...(field === null ? {} : { place: placeOfField(form, field) }),
        ...(before === null ? {} : { before }),
      });
      return { entries: entries.map((entry) => entryView(form, entry)), more };
    },
    readVersion: ({ draftId, version }) => {
      const { store } = data;
      const old = store.history.draftAt(draftId, version);
      const present = store.drafts.get(draftId).draft;
      return {
        content: contentView(old),
        differences: differences(formOf(store, draftId), old, present),
      };
    },
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
