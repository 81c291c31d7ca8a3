import type { Change } from '../../shared/contract/drafts.ts';
import { openDraft } from '../package/draft-file.ts';
import { CURRENT_NOTICE } from '../package/known-notices.ts';
import type { PlacedValue } from '../store/place.ts';
import { importDraft } from '../store/transfer.ts';
import type { Services } from '../window/services.ts';
import { openedView, summaryView } from './draft-views.ts';
import { exampleFolder, rememberExampleFacts } from './example-facts.ts';
import type { ServiceContext } from './service-context.ts';

function placedValue(change: Change): PlacedValue {
  switch (change.kind) {
    case 'answer':
      return { part: 'answers', key: change.field, value: change.value };
    case 'declaration':
      return { part: 'declarations', key: change.condition, value: change.value };
    case 'confirmation':
      // What is not ticked is not there: a tick taken back leaves nothing.
      return { part: 'confirmations', key: change.finding, value: change.value ? true : null };
    case 'destinationDistrict':
      return { part: 'destination', key: '', value: change.value };
  }
}

/** Drafts: listed, made, opened, saved, thrown away. */
export function draftServices({ data, changes, checks, files }: ServiceContext) {
  const line = (draftId: string) => ({ draft: summaryView(data.store.drafts.summary(draftId)) });

  return {
    listDrafts: ({ bin }) => {
      const { store } = data;
      return { drafts: (bin ? store.bin.list() : store.drafts.list()).map(summaryView) };
    },

    createDraft: async ({ programme, declarations }) => {
      const values = Object.entries(declarations).map(
        ([key, value]): PlacedValue => ({ part: 'declarations', key, value }),
      );
      const { id } = data.store.drafts.create(CURRENT_NOTICE.id, programme, values);
      await checks.read(id);
      return line(id);
    },

    createExample: async ({ programme }) => {
      const opened = await openDraft(exampleFolder(programme));
      try {
        const made = await importDraft(data.store, opened, { choice: 'keepBoth', example: true });
        if (made.outcome !== 'imported') throw new Error('an example cannot be refused as existing');
        rememberExampleFacts(files.facts);
        checks.inBackground(made.draft.id);
        return line(made.draft.id);
      } finally {
        await opened.close();
      }
    },

    duplicateDraft: ({ draftId }) => {
      const { id } = data.store.drafts.duplicate(draftId);
      checks.inBackground(id);
      return line(id);
    },
    binDraft: ({ draftId }) => {
      data.store.bin.put(draftId);
      return line(draftId);
    },
    takeFromBin: ({ draftId }) => {
      data.store.bin.takeBack(draftId);
      return line(draftId);
    },
    deleteDraft: ({ draftId }) => {
      data.store.bin.delete(draftId);
      return undefined;
    },

    openDraft: ({ draftId }) => openedView(data.store, files.views, draftId),
    saveDraft: ({ draftId, revision, changes: given }) => {
      const saved = changes.save(draftId, revision, given.map(placedValue));
      return { revision: saved.revision, savedAt: saved.savedAt };
    },
    rememberPlace: ({ draftId, section, field }) => {
      data.store.drafts.rememberPlace(draftId, { section, field });
      return undefined;
    },

    readFindings: ({ draftId }) => checks.read(draftId),
  } satisfies Partial<Services>;
}
