import type { NarrativeFigure } from '../text/narrative.ts';
import { figuresOf, narrativeText, toNarrativeDocument } from '../text/narrative-text.ts';
import type { RuleContext } from './context.ts';
import { shortLabel } from './wording.ts';

/** One text that the applicant wrote, with its place in the form. */
export interface WrittenText {
  section: string;
  /** `address`, `scenarios.0.description`, `cases.3.effect` (places count from 0). */
  field: string;
  /** For messages: “数字化转型成效”, “第 1 个案例的改造成效”. */
  name: string;
  text: string;
  /** A line in a cell, or text of any length. */
  form: 'line' | 'long';
  /** The form's own sample or hint for the field. */
  hint?: string;
}

export interface WrittenFigure {
  section: string;
  field: string;
  /** Place among the pictures of the field, from 0. */
  index: number;
  figure: NarrativeFigure;
}

const CASE_LINES = [
  { id: 'enterprise', label: '企业名称' },
  { id: 'place', label: '所在地' },
] as const;

/** All texts of a draft, empty ones left out, in the form's order. */
export function textsWritten(context: RuleContext): WrittenText[] {
  const texts: WrittenText[] = [];
  for (const section of context.form.sections) {
    for (const field of section.fields) {
      const add = (place: string, name: string, text: string | null | undefined, form: 'line' | 'long') => {
        if (typeof text !== 'string' || text.trim() === '') return;
        const hint = field.hint === undefined ? {} : { hint: field.hint };
        texts.push({ section: section.id, field: place, name, text, form, ...hint });
      };
      switch (field.kind) {
        case 'narrative':
          add(field.id, shortLabel(field.label), narrativeText(context.document(field.id)), 'long');
          break;
        case 'scenarioBoard':
          context.scenarios(field.id).forEach((row, index) => {
            const of = `第 ${index + 1} 个场景的`;
            add(`${field.id}.${index}.scenario`, `${of}应用场景名称`, row.scenario, 'line');
            const description = narrativeText(toNarrativeDocument(row.description));
            add(`${field.id}.${index}.description`, `${of}应用描述`, description, 'long');
            add(`${field.id}.${index}.proof`, `${of}佐证`, row.proof, 'long');
          });
          break;
        case 'caseList':
          context.cases(field.id).forEach((row, index) => {
            const of = `第 ${index + 1} 个案例的`;
            for (const { id, label } of CASE_LINES)
              add(`${field.id}.${index}.${id}`, `${of}${label}`, row[id], 'line');
            for (const { id, label } of field.elements)
              add(`${field.id}.${index}.${id}`, `${of}${label}`, row[id], 'long');
          });
          break;
        case 'ledger':
          context.ledger(field.id)?.invoices.forEach((row, index) => {
            add(`${field.id}.invoices.${index}.content`, `第 ${index + 1} 行发票内容`, row.content, 'line');
            add(`${field.id}.invoices.${index}.seller`, `第 ${index + 1} 行销方名称`, row.seller, 'line');
          });
          break;
        case 'choices':
        case 'industries':
        case 'number':
        case 'yearTable':
          break;
        default:
          add(field.id, shortLabel(field.label), context.text(field.id), 'line');
      }
    }
  }
  return texts;
}

/** All pictures in long texts, scenario descriptions included, in the form's order. */
export function figuresWritten(context: RuleContext): WrittenFigure[] {
  return context.form.sections.flatMap((section) =>
    section.fields.flatMap((field): WrittenFigure[] => {
      const place = (at: string) => (figure: NarrativeFigure, index: number) => ({
        section: section.id,
        field: at,
        index,
        figure,
      });
      if (field.kind === 'narrative') return figuresOf(context.document(field.id)).map(place(field.id));
      if (field.kind !== 'scenarioBoard') return [];
      return context
        .scenarios(field.id)
        .flatMap((row, index) =>
          figuresOf(toNarrativeDocument(row.description)).map(place(`${field.id}.${index}.description`)),
        );
    }),
  );
}
