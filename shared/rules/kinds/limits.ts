import { z } from 'zod';
import { countWords } from '../../text/word-count.ts';
import type { RuleContext } from '../context.ts';
import { ruleKind } from '../rule-kind.ts';
import { formatNumber, shortLabel } from '../wording.ts';

export interface Limited {
  key: string;
  name: string;
  /** The printed heading, or the part of the form and its cell. */
  clause: string;
  section: string;
  field: string | undefined;
  limit: number;
  /** High figure of data/word-count.md. */
  words: number;
}

/** Every limit of the form with what stands against it: sections as a whole, then single fields. */
export function limitsOf(context: RuleContext): Limited[] {
  const wordsOf = (belongs: (text: { section: string; field: string }) => boolean) =>
    context
      .texts()
      .filter(belongs)
      .reduce((sum, { text }) => sum + countWords(text).words, 0);
  return context.form.sections.flatMap((section) => {
    const limited: Limited[] = [];
    if (section.limit !== undefined) {
      const words = wordsOf((text) => text.section === section.id && !text.field.endsWith('.scenario'));
      const [first] = section.fields;
      const field = section.fields.length === 1 ? first?.id : undefined;
      limited.push({
        key: section.id,
        name: section.title,
        clause: `${context.form.annex} ${'heading' in section ? section.heading : section.title}`,
        section: section.id,
        field,
        limit: section.limit,
        words,
      });
    }
    for (const field of section.fields) {
      if (field.kind !== 'narrative' || field.limit === undefined) continue;
      const words = wordsOf((text) => text.field === field.id);
      limited.push({
        key: field.id,
        name: `“${shortLabel(field.label)}”`,
        clause: `${context.form.annex} ${section.title}“${shortLabel(field.label)}”（不超过${field.limit}字）`,
        section: section.id,
        field: field.id,
        limit: field.limit,
        words,
      });
    }
    return limited;
  });
}

/**
 * R04: 字数 over the limit (`over`), or from `nearShare` of it on (`near`). A section's limit holds for
 * all that the applicant writes in it together; the form's own headings and names do not count.
 */
export const wordLimit = ruleKind(
  z.strictObject({ when: z.enum(['over', 'near']), nearShare: z.number().positive().max(1).optional() }),
  (context, { when, nearShare = 0.95 }) =>
    limitsOf(context)
      .filter(({ words, limit }) =>
        when === 'over' ? words > limit : words <= limit && words >= limit * nearShare,
      )
      .map(({ key, name, clause, section, field, limit, words }) => {
        const count = `${formatNumber(words)} / ${formatNumber(limit)} 字`;
        return {
          key: `${when}:${key}`,
          section,
          clause,
          ...(field === undefined ? {} : { field }),
          message:
            when === 'over'
              ? `${name}共 ${count}，超出 ${formatNumber(words - limit)} 字。`
              : `${name}共 ${count}，已达 ${formatNumber(Math.floor((words / limit) * 100))} %。`,
          remedy:
            when === 'over'
              ? '请删减；本部分各项合并计算字数，表格和图题也计入。'
              : '不同软件的字数统计略有出入，请留出余量。',
        };
      }),
);
