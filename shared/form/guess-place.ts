import { evidenceSectionOf, type Field, type Form, type Section } from './definition.ts';
import { placeWords } from './place-words.ts';

/** A place of a form that a remark may speak of: a field, an evidence slot or 报送区县. */
export interface NamedPlace {
  id: string;
  section: Section;
  /** The form's own. */
  label: string;
  /** Words that point to it. */
  words: readonly string[];
}

function piecesOf(text: string): string[] {
  return text
    .replace(/（[^）]*字[^）]*）|\([^)]*\)/g, ' ')
    .split(/[\s、，。；：:,（）()《》“”/—-]+|[一二三四五六七八九十]、/u)
    .filter((piece) => piece.length >= 2);
}

function wordsOfField(field: Field): string[] {
  const own = piecesOf(field.label);
  if (field.kind === 'yearTable') return [...own, ...field.rows.flatMap(({ label }) => piecesOf(label))];
  if (field.kind === 'caseList')
    return [...own, '案例', ...field.elements.flatMap(({ label }) => piecesOf(label))];
  if (field.kind === 'ledger') return [...own, '发票', '投入'];
  return own;
}

/** Every place of a form in its order. */
export function namedPlaces(form: Form): NamedPlace[] {
  const evidence = evidenceSectionOf(form);
  return form.sections.flatMap((section) => [
    ...(section.kind === 'cover'
      ? [{ id: 'destinationDistrict', section, label: '报送区县', words: ['报送区县'] }]
      : []),
    ...section.fields.map((field) => ({
      ...{ id: field.id, section, label: field.label },
      words: wordsOfField(field),
    })),
    ...(section.id !== evidence.id
      ? []
      : evidence.items.flatMap((item) =>
          item.slots.map((slot) => ({
            ...{ id: slot.id, section, label: slot.label },
            words: [...piecesOf(slot.label), ...piecesOf(item.shortName), ...slot.keywords],
          })),
        )),
  ]);
}

/** Longest piece of a word that a text has, in characters; shorter ones than two say nothing. */
function longestIn(word: string, text: string): number {
  for (let length = Math.min(word.length, 12); length >= 2; length -= 1)
    for (let at = 0; at + length <= word.length; at += 1)
      if (text.includes(word.slice(at, at + length))) return length;
  return 0;
}

function yearsIn(text: string): Set<string> {
  return new Set(text.match(/20\d\d(?=\s*年)/g) ?? []);
}

/** So many characters of a section's title are no chance. */
const SAYS_SECTION = 4;

/** Words about papers point to the evidence, not to the field of the same name. */
const ABOUT_PAPERS = /佐证|附件|证明|扫描|复印|盖章|上传|缺少|未附|未提供|补充提供/;

/**
 * The place that an officer's remark most likely speaks of, by the words of the form's labels and
 * section titles; undefined where none is named. A guess: a person may change it.
 */
export function guessPlace(form: Form, remark: string): string | undefined {
  const text = remark.replace(/\s/g, '');
  const aboutPapers = ABOUT_PAPERS.test(text);
  const years = yearsIn(text);
  let best: { id: string; score: number } | undefined;
  for (const { id, section, label, words } of namedPlaces(form)) {
    const ownYears = yearsIn(label);
    // The audit of another year is another paper.
    if (years.size > 0 && ownYears.size > 0 && ![...years].some((year) => ownYears.has(year))) continue;
    const found = words.map((word) => {
      const length = longestIn(word, text);
      // A whole word of two characters says more than two characters of a long one.
      return length === word.length ? length * length + 2 : length >= 3 ? (length * length) / 2 : 0;
    });
    const own = Math.max(0, ...found);
    const title = Math.max(0, ...piecesOf(section.title).map((piece) => longestIn(piece, text)));
    // Named by its title alone, a section is spoken of as a whole: its first place stands for it.
    if (own === 0 && title < SAYS_SECTION) continue;
    const paper = own > 0 && section.kind === 'evidence' && aboutPapers ? 8 : 0;
    const score = own + title + paper;
    if (best === undefined || score > best.score) best = { id, score };
  }
  return best?.id;
}

/** A place as a line of a list: “申报表 · 企业地址”. Empty for one that the form does not know. */
export function placeLine(form: Form, id: string): string {
  const place = namedPlaces(form).find((each) => each.id === id);
  if (place === undefined) return '';
  const words = placeWords(form, id);
  return words === place.section.title ? words : `${place.section.title} · ${words}`;
}
