import type { Form } from '../../shared/form/definition.ts';
import type { Book, EvidencePages } from '../book/book.ts';
import { headingsOf } from '../book/headings.ts';

/** A place of the printed book that is signed, sealed or dated on paper. */
export interface SealPlace {
  where: string;
  what: string;
  /** 1-based; undefined where layout gives none. */
  page: number | undefined;
}
export type SealMark = 'seal' | 'sign' | 'date';

/** A place together with what is done there and what the page prints at it. */
export interface MarkedPlace extends SealPlace {
  mark: SealMark;
  /** Words that the page prints before the spot; empty where the spot is the date itself. Undefined for evidence. */
  label?: string;
}
export interface SealPlacesInput {
  book: Book;
  form: Form;
  /** Page of each heading by its id. */
  headingPages: ReadonlyMap<string, number>;
  evidencePages: EvidencePages;
}

const MARKS = { sign: '单位负责人手写签字', seal: '加盖单位公章（鲜章）', date: '填写日期' } as const;

/** Every place of the form that is signed, sealed or dated on paper. */
function formPlaces({ form, book, headingPages }: SealPlacesInput): MarkedPlace[] {
  return form.sections.flatMap((section): MarkedPlace[] => {
    if (section.kind === 'cover') {
      const sealed = section.lines.filter((line) => line.seal === true);
      return sealed.map((line) => ({
        where: `封面“${line.label.replace(/[：\s]/g, '')}”`,
        what: MARKS.seal,
        page: 1,
        mark: 'seal' as const,
        label: line.label,
      }));
    }
    if (section.kind !== 'commitment') return [];
    const heading = headingsOf(book.blocks).find((each) => each.text === section.printedTitle);
    const page = heading === undefined ? undefined : headingPages.get(heading.id);
    return section.signature.flatMap(({ line, mark }): MarkedPlace[] => {
      if (mark === 'note') return [];
      const name = mark === 'date' ? '日期' : `“${line.replace(/[：\s]|\{[^}]*\}/g, '')}”`;
      return [
        {
          where: `${section.printedTitle}${name}`,
          what: mark === 'date' ? '核对或填写日期' : MARKS[mark],
          page,
          mark,
          label: line.replace(/\{[^}]*\}/g, ''),
        },
      ];
    });
  });
}

/** Evidence that the notice wants sealed or made out by the enterprise itself. */
function evidencePlaces({ book, evidencePages }: SealPlacesInput): MarkedPlace[] {
  const rules: { words: RegExp; what: string }[] = [
    { words: /财务报表/, what: '加盖公司公章（通知：“提供公司财务报表并加盖公司公章”）' },
    { words: /让利承诺/, what: '加盖单位公章' },
  ];
  return book.evidence.flatMap((item) =>
    item.entries.flatMap((entry): MarkedPlace[] => {
      if (entry.kind !== 'file') return [];
      const rule = rules.find(({ words }) => words.test(entry.slotLabel));
      if (rule === undefined) return [];
      const page = evidencePages.get(entry.path);
      return [{ where: `${item.number}${entry.name}`, what: rule.what, page, mark: 'seal' }];
    }),
  );
}

/** Every place to sign, seal or date, in the order of the book: what 盖章与装订说明 shows. */
export function markedPlaces(input: SealPlacesInput): MarkedPlace[] {
  return [...formPlaces(input), ...evidencePlaces(input)];
}

/** The same in words only: what sealing asks for. */
export function sealPlaces(input: SealPlacesInput): SealPlace[] {
  return markedPlaces(input).map(({ where, what, page }) => ({ where, what, page }));
}
