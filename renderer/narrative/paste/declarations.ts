/**
 * Declarations of a `style` attribute or a rule, by lower-case property. The browser's own reading
 * drops what it does not know, and that is what Word and WPS say with (`mso-list`). One pass.
 */
export function readDeclarations(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let begin = 0;
  let quote = '';
  let depth = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const character = text[index];
    if (index < text.length && character !== undefined) {
      if (quote !== '') {
        if (character === quote) quote = '';
        continue;
      }
      if (character === '"' || character === "'") quote = character;
      if (character === '(') depth += 1;
      if (character === ')') depth = Math.max(0, depth - 1);
      if (character !== ';' || depth > 0) continue;
    }
    const declaration = text.slice(begin, index);
    begin = index + 1;
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const property = declaration.slice(0, colon).trim().toLowerCase();
    if (property !== '') found.set(property, declaration.slice(colon + 1).trim());
  }
  return found;
}

/** A value without the quotes around it. */
export function unquoted(value: string | undefined): string {
  return (value ?? '').replace(/^(["'])(.*)\1$/s, '$2').trim();
}
