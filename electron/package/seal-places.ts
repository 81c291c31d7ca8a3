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
export interface SealPlacesInput {
  book: Book;
  form: Form;
  /** Page of each heading by its id. */
  headingPages: ReadonlyMap<string, number>;
  evidencePages: EvidencePages;
}

const MARKS = { sign: '单位负责人手写签字', seal: '加盖单位公章（鲜章）', date: '填写日期' } as const;

/** Every place of the form that is signed, sealed or dated on paper. */
function formPlaces({ form, book, headingPages }: SealPlacesInput): SealPlace[] {
  return form.sections.flatMap((section): SealPlace[] => {
    if (section.kind === 'cover') {
      const sealed = section.lines.filter((line) => line.seal === true);
      return sealed.map((line) => ({
        where: `封面“${line.label.replace(/[：\s]/g, '')}”`,
        what: MARKS.seal,
        page: 1,
      }));
    }
    if (section.kind !== 'commitment') return [];
    const heading = headingsOf(book.blocks).find((each) => each.text === section.printedTitle);
    const page = heading === undefined ? undefined : headingPages.get(heading.id);
    return section.signature.flatMap(({ line, mark }): SealPlace[] => {
      if (mark === 'note') return [];
      const name = mark === 'date' ? '日期' : `“${line.replace(/[：\s]|\{[^}]*\}/g, '')}”`;
      return [
        {
          where: `${section.printedTitle}${name}`,
          what: mark === 'date' ? '核对或填写日期' : MARKS[mark],
          page,
        },
      ];
    });
  });
}

/** Evidence that the notice wants sealed or made out by the enterprise itself. */
function evidencePlaces({ book, evidencePages }: SealPlacesInput): SealPlace[] {
  const rules: { words: RegExp; what: string }[] = [
    { words: /财务报表/, what: '加盖公司公章（通知：“提供公司财务报表并加盖公司公章”）' },
    { words: /让利承诺/, what: '加盖单位公章' },
  ];
  return book.evidence.flatMap((item) =>
    item.entries.flatMap((entry): SealPlace[] => {
      if (entry.kind !== 'file') return [];
      const rule = rules.find(({ words }) => words.test(entry.slotLabel));
      if (rule === undefined) return [];
      return [{ where: `${item.number}${entry.name}`, what: rule.what, page: evidencePages.get(entry.path) }];
    }),
  );
}

/** Every place to sign, seal or date, in the order of the book: what 盖章与装订说明 lists, and what sealing asks for. */
export function sealPlaces(input: SealPlacesInput): SealPlace[] {
  return [...formPlaces(input), ...evidencePlaces(input)];
}
