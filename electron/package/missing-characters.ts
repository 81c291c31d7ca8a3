import type { EvidenceSlot, Form } from '../../shared/form/definition.ts';
import { evidenceSectionOf } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { printable } from '../../shared/text/printable.ts';
import type { BookFonts } from '../book/fonts.ts';

/** Of a picture in a text: where it lies, which nobody prints. */
const NOT_PRINTED: readonly string[] = ['file', 'sha256'];

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (NOT_PRINTED.includes(key) ? [] : textsIn(part)));
}

/** What the book prints of a slot: the names of its files, or why there are none. */
function textsOfSlot(draft: Draft, slot: EvidenceSlot): string[] {
  const answer = draft.evidence[slot.id];
  const names = (answer?.files ?? []).map(
    ({ name, path }) => name?.trim() || (path.split('/').at(-1) ?? path),
  );
  return [...names, answer?.none?.reason ?? ''];
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Characters that no font on this machine can print: they would be boxes on paper and gone from the
 * PDF's text (research R41). It depends on fonts, so it is judged here and not by the notice's rules.
 */
export function findMissingCharacters(form: Form, draft: Draft, fonts: BookFonts): Finding[] {
  const judge = (
    place: Pick<Finding, 'section' | 'field' | 'evidence'>,
    id: string,
    name: string,
    texts: string[],
    remedy: string,
  ): Finding[] => {
    const missing = fonts.missing(printable(texts.join('\n')));
    if (missing.length === 0) return [];
    const shown = missing
      .slice(0, 10)
      .map((each) => `“${each}”（${codePointName(each)}）`)
      .join('、');
    return [
      {
        code: 'R41',
        level: 'block',
        key: `R41:characters:${id}`,
        message: `${name}中有 ${missing.length} 个字符没有字体可以印出：${shown}${missing.length > 10 ? '等' : ''}。`,
        clause: '通知四（一）“电子版（含PDF、Word）、纸质件”：电子版与纸质件内容须一致、可读',
        remedy,
        ...place,
      },
    ];
  };
  return [
    ...form.sections.flatMap((section) =>
      section.fields.flatMap(({ id, label }) =>
        judge(
          { section: section.id, field: id },
          id,
          `“${label}”`,
          textsIn(draft.answers[id]),
          '请换成可以印出的写法，或安装含有该字的字体后重试。',
        ),
      ),
    ),
    ...evidenceSectionOf(form).items.flatMap((item) =>
      item.slots.flatMap((slot) =>
        judge(
          { section: evidenceSectionOf(form).id, evidence: slot.id },
          `evidence:${slot.id}`,
          `“${item.number}${slot.label}”的文件名或说明`,
          textsOfSlot(draft, slot),
          '请给文件另写名称，或修改说明；名称会印在证明材料的分隔页上。',
        ),
      ),
    ),
  ];
}
