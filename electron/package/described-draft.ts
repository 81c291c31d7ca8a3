import { DossierError } from '../../shared/errors.ts';
import type { Draft } from '../../shared/form/draft.ts';
import type { OpenDraft } from './draft-file.ts';
import { namedFiles } from './draft-files.ts';
import { findNotice } from './known-notices.ts';

/** An open draft as plain data, for another process: what it holds, and where its files lie. */
export interface DescribedDraft {
  draft: Draft;
  /** Absolute place of each file by the path that the draft names it by. */
  places: Readonly<Record<string, string>>;
}

export function describeDraft(opened: OpenDraft): DescribedDraft {
  const { draft, form } = opened;
  const places = Object.fromEntries(namedFiles(form, draft).map(({ path }) => [path, opened.filePath(path)]));
  return { draft, places };
}

/** The draft again. `close` has nothing to do. @throws draftUnknownNotice */
export function openDescribed({ draft, places }: DescribedDraft): OpenDraft {
  const notice = findNotice(draft.notice);
  if (notice === undefined) throw new DossierError('draftUnknownNotice', { found: draft.notice });
  const known = new Map(Object.entries(places));
  return {
    draft,
    notice,
    form: notice.forms[draft.programme],
    filePath: (path) => {
      const place = known.get(path);
      if (place === undefined) throw new Error('the draft does not name this file');
      return place;
    },
    close: async () => {},
  };
}
