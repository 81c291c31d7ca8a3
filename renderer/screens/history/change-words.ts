import type { HistoryEntry } from '../../../shared/contract/drafts.ts';
import type { Form } from '../../../shared/form/definition.ts';
import { placeWords } from '../../../shared/form/place-words.ts';
import type { Finding } from '../../../shared/rules/finding.ts';

/** Shown where a value was, or is, empty. */
export const EMPTY = '（空）';

/** What a change is about, in the form's words. @param known findings whose ticks may be spoken of */
export function subjectWords(
  form: Form,
  known: readonly Finding[],
  { what, subject }: Pick<HistoryEntry, 'what' | 'subject'>,
): string {
  switch (what) {
    case 'whole':
      return '整份草稿';
    case 'declaration':
      return `申报条件“${(form.conditions.find(({ id }) => id === subject)?.question ?? subject).replace(/？$/, '')}”`;
    case 'confirmation': {
      const message = known.find(({ key }) => key === subject)?.message.replace(/。$/, '');
      return message === undefined ? '一项请确认的事项' : `“${message}”`;
    }
    case 'destinationDistrict':
      return '报送区县';
    case 'evidence':
    case 'answer': {
      const words = placeWords(form, subject);
      return words === '' ? subject : words;
    }
  }
}
