import type { Notice, Programme } from '../../shared/form/definition.ts';
import { printable } from '../../shared/text/printable.ts';

export const UNNAMED = '未填写企业名称';

/** A draft's applicant for a title, in words where nobody has filled it in yet. */
export function applicantWords(applicantName: string): string {
  const name = printable(applicantName).trim();
  return name === '' ? UNNAMED : name;
}

/** A draft in a message: “重庆示例食品有限公司 · 标杆企业申报”. */
export function draftWords(draft: { applicantName: string; programme: Programme }, notice: Notice): string {
  return `${applicantWords(draft.applicantName)} · ${notice.forms[draft.programme].shownName}`;
}
