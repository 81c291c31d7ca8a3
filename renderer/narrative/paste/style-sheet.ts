import { readDeclarations, unquoted } from './declarations.ts';

/** What Word and WPS say of a level of a list: `@list l0:level1 { … }`. */
export interface ListLevel {
  /** `bullet`, `decimal`, `chinese-counting` … */
  format: string;
}

/** Style rules of a pasted page, as far as the meaning of its text hangs on them. */
export interface StyleSheet {
  /** Declarations for a class or a tag, by `.MsoNormal` or `h2`. */
  rules: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By `l0:level1`. */
  lists: ReadonlyMap<string, ListLevel>;
}

/** More than any word processor writes; what is longer is not read on. */
const LONGEST_SHEET = 2_000_000;
const WANTED = [
  'font-weight',
  'display',
  'visibility',
  'vertical-align',
  'list-style-type',
  'mso-hide',
  'mso-list',
  'mso-element',
  'mso-outline-level',
  'mso-style-name',
];

/** Reads the `style` elements of a page; unknown and broken rules are passed over. */
export function readStyleSheet(page: Document): StyleSheet {
  const rules = new Map<string, Map<string, string>>();
  const lists = new Map<string, ListLevel>();
  for (const element of page.querySelectorAll('style')) {
    const text = (element.textContent ?? '').slice(0, LONGEST_SHEET).replace(/<!--|-->/g, '');
    for (const [selectors, body] of rulesOf(text)) {
      const declarations = readDeclarations(body);
      const list = /^@list\s+(l\d+:level\d)/i.exec(selectors)?.[1];
      if (list !== undefined)
        lists.set(list.toLowerCase(), {
          format: (declarations.get('mso-level-number-format') ?? 'decimal').toLowerCase(),
        });
      else for (const selector of selectors.split(',')) addRule(rules, selector.trim(), declarations);
    }
  }
  return { rules, lists };
}

/** Pairs of selectors and body; comments are taken out first. Braces within rules (`@media`) end nothing early that matters here. */
function* rulesOf(text: string): Generator<[string, string]> {
  const plain = withoutComments(text);
  let at = 0;
  while (at < plain.length) {
    const open = plain.indexOf('{', at);
    if (open < 0) return;
    const close = plain.indexOf('}', open);
    if (close < 0) return;
    yield [plain.slice(at, open).trim(), plain.slice(open + 1, close)];
    at = close + 1;
  }
}

function withoutComments(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('/*', at);
    if (open < 0) return kept.join(' ') + text.slice(at);
    kept.push(text.slice(at, open));
    const close = text.indexOf('*/', open + 2);
    if (close < 0) return kept.join(' ');
    at = close + 2;
  }
}

/** Only `tag`, `.class` and `tag.class`; of the last the class decides. */
function addRule(
  rules: Map<string, Map<string, string>>,
  selector: string,
  declarations: ReadonlyMap<string, string>,
): void {
  const key =
    /^(?:[a-z][\w-]*)?(\.[^\s.:#[>+~]+)$/i.exec(selector)?.[1] ?? /^[a-z][a-z0-9]*$/i.exec(selector)?.[0];
  if (key === undefined) return;
  const name = key.startsWith('.') ? key : key.toLowerCase();
  const rule = rules.get(name) ?? new Map<string, string>();
  for (const property of WANTED) {
    const value = declarations.get(property);
    if (value !== undefined) rule.set(property, value);
  }
  if (rule.size > 0) rules.set(name, rule);
}

/** The declarations that hold for an element by its tag, its classes and its own `style`, the last strongest. */
export function declarationsFor(element: Element, sheet: StyleSheet): ReadonlyMap<string, string> {
  const own = element.getAttribute('style');
  const names = [element.localName, ...[...element.classList].map((name) => `.${name}`)];
  const found = names.map((name) => sheet.rules.get(name)).filter((rule) => rule !== undefined);
  if (own === null) {
    const [first, ...others] = found;
    if (first === undefined) return NOTHING;
    if (others.length === 0) return first;
  }
  const all = new Map<string, string>();
  for (const rule of found) for (const [property, value] of rule) all.set(property, value);
  if (own !== null) for (const [property, value] of readDeclarations(own)) all.set(property, value);
  return all;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** The level of a heading by the style's name (“标题 2”, “heading 2”) or its place in the outline. */
export function headingByStyle(declarations: ReadonlyMap<string, string>): number | undefined {
  const name = unquoted(declarations.get('mso-style-name'));
  const level =
    /^(?:标题|heading)\s*([1-9])\b/i.exec(name)?.[1] ??
    /^([1-9])$/.exec(declarations.get('mso-outline-level') ?? '')?.[1];
  return level === undefined ? undefined : Number(level);
}
