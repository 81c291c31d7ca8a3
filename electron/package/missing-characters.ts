import type { Form } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { printable } from '../../shared/text/printable.ts';
import type { BookFonts } from '../book/fonts.ts';

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Characters that no font on this machine can print: they would be boxes on paper and gone from the
 * PDF's text (research R41). It depends on fonts, so it is judged here and not by the notice's rules.
 */
export function findMissingCharacters(form: Form, draft: Draft, fonts: BookFonts): Finding[] {
  return form.sections.flatMap((section) =>
    section.fields.flatMap((field): Finding[] => {
      const missing = fonts.missing(printable(textsIn(draft.answers[field.id]).join('\n')));
      if (missing.length === 0) return [];
      const shown = missing
        .slice(0, 10)
        .map((each) => `“${each}”（${codePointName(each)}）`)
        .join('、');
      return [
        {
          code: 'R41',
          level: 'block',
          key: `R41:characters:${field.id}`,
          message: `“${field.label}”中有 ${missing.length} 个字符没有字体可以印出：${shown}${missing.length > 10 ? '等' : ''}。`,
          clause: '通知四（一）“电子版（含PDF、Word）、纸质件”：电子版与纸质件内容须一致、可读',
          remedy: '请换成可以印出的写法，或安装含有该字的字体后重试。',
          section: section.id,
          field: field.id,
        },
      ];
    }),
  );
}
