/** A template of the form's printed wording (`shared/form/definition.ts`) as its parts. */
export type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'answer'; path: string; blank: string }
  | { kind: 'box'; field: string; option: string };

const PLACE = /\{([^{}|=]+)(?:\|([^{}]*)|=([^{}]*))?\}/g;

/** Splits `其中：{staffTotal|   }人` into text, answers and boxes, in order. */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of template.matchAll(PLACE)) {
    if (match.index > from) parts.push({ kind: 'text', text: template.slice(from, match.index) });
    const [whole, path = '', blank, option] = match;
    if (option === undefined) parts.push({ kind: 'answer', path, blank: blank ?? '' });
    else parts.push({ kind: 'box', field: path, option });
    from = match.index + whole.length;
  }
  if (from < template.length) parts.push({ kind: 'text', text: template.slice(from) });
  return parts;
}

/** The one field that a template is a place for, or undefined where it holds more than that. */
export function soleAnswer(template: string): { path: string; blank: string } | undefined {
  const parts = parseTemplate(template);
  const only = parts[0];
  return parts.length === 1 && only?.kind === 'answer' ? only : undefined;
}
