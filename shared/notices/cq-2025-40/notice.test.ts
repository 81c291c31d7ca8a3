import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evidenceSectionOf, fieldsOf, noticeSchema, type Section } from '../../form/definition.ts';
import { draftSchema, submissionSchema } from '../../form/draft.ts';
import { NOTICE } from './notice.ts';

/** The notice's text as it was published, without the blanks that only place it on the page. */
const source = readFileSync(new URL('./source/通知原文.txt', import.meta.url), 'utf8');
const squeeze = (text: string) => text.replace(/\s+/g, '');
const published = squeeze(source);

/** What a template prints on the blank form. */
function blank(template: string): string {
  return template
    .replace(/\{[^{}|=]+=[^{}]*\}/g, '□')
    .replace(/\{[^{}|]+\|([^{}]*)\}/g, '$1')
    .replace(/\{[^{}]+\}/g, '');
}

function printedWording(section: Section): string[] {
  switch (section.kind) {
    case 'cover':
      return [
        section.printedTitle.join(''),
        ...section.lines.map((line) => blank(line.label + line.value)),
        ...section.issuer,
      ];
    case 'commitment':
      return [
        section.printedTitle,
        ...section.paragraphs,
        ...section.signature.map((each) => blank(each.line)),
      ];
    case 'table':
      return [
        section.printedTitle ?? '',
        ...section.table.rows.flatMap((row) => row.cells.map((cell) => cell.lines.map(blank).join(''))),
        section.footnote ?? '',
      ];
    case 'narrative':
      return [section.heading, section.instruction ?? '', ...section.parts.map((part) => part.prompt ?? '')];
    case 'scenarios':
      // The automatic number 三、 is lost in the published text.
      return [section.heading.replace(/^三、/, ''), section.instruction ?? ''];
    case 'evidence':
      return [section.heading, ...section.items.map((item) => item.printed)];
  }
}

test('the notice is data: its own schema accepts it, and JSON gives it back unchanged', () => {
  expect(noticeSchema.parse(NOTICE)).toEqual(NOTICE);
  expect(JSON.parse(JSON.stringify(NOTICE))).toEqual(NOTICE);
});

test.each(['benchmark', 'product'] as const)(
  'every printed word of the %s form stands in the notice',
  (programme) => {
    for (const section of NOTICE.forms[programme].sections) {
      for (const wording of printedWording(section)) {
        // 四、 too is an automatic number that the text lost.
        const sought = squeeze(wording).replace(/^四、(?=数字化转型成效)/, '');
        expect(published, `${section.id}: ${wording}`).toContain(sought);
      }
    }
  },
);

test.each(['benchmark', 'product'] as const)(
  'the %s form has no word of the notice left out, in the notice’s order',
  (programme) => {
    const [begin, end] = programme === 'benchmark' ? ['附件1', '附件2'] : ['附件3', '附件4'];
    const lines = source.split('\n').map(squeeze);
    const annex = lines.slice(lines.lastIndexOf(begin) + 1, lines.lastIndexOf(end)).join('');
    const printed = NOTICE.forms[programme].sections.flatMap((section) => {
      const wording = printedWording(section);
      if (section.kind !== 'scenarios') return wording;
      const board = section.fields.find((field) => field.id === section.boardField);
      return [...wording, board?.hint ?? ''];
    });
    expect(squeeze(printed.join('')).replace('四、数字化转型成效', '数字化转型成效')).toBe(annex);
  },
);

test('every clause, heading, contact and signature of the notice itself is to the letter', () => {
  const wording = [
    NOTICE.number,
    NOTICE.issuer,
    NOTICE.title,
    NOTICE.addressees,
    NOTICE.preamble,
    ...NOTICE.parts.flatMap((part) => [
      part.heading,
      ...part.clauses.map((clause) => clause.number + clause.text),
    ]),
    `附件：${NOTICE.annexes.join('')}`,
    NOTICE.signedBy + NOTICE.signedOn + NOTICE.published,
    NOTICE.printedBy + NOTICE.printedOn,
    NOTICE.contacts.person,
    NOTICE.contacts.phone,
    NOTICE.contacts.address,
    NOTICE.contacts.email,
    NOTICE.contacts.advicePhone,
  ];
  const body = squeeze(wording.slice(0, 8).join(''));
  for (const each of wording) expect(published).toContain(squeeze(each));
  expect(published.startsWith(body.slice(0, 200))).toBe(true);
});

test('附件2 and 附件4 have the notice’s titles, head line and columns', () => {
  for (const form of [NOTICE.forms.benchmark, NOTICE.forms.product]) {
    const { annex, title, headLine, columns } = form.summary;
    const table = columns.map((column) => column.label).join('');
    expect(published).toContain(squeeze(annex + title + headLine.join('') + table));
  }
});

test('ids are unique within a form, and every place in a template names a field of it', () => {
  for (const form of [NOTICE.forms.benchmark, NOTICE.forms.product]) {
    const ids = fieldsOf(form).map((field) => field.id);
    expect(new Set(ids).size).toBe(ids.length);
    const slots = evidenceSectionOf(form).items.flatMap((item) => item.slots.map((slot) => slot.id));
    expect(new Set(slots).size).toBe(slots.length);
    const places = [...JSON.stringify(form).matchAll(/\{([A-Za-z][A-Za-z0-9]*)(?:[.|=][^{}]*)?\}/g)].map(
      (match) => match[1],
    );
    expect(places.length).toBeGreaterThan(20);
    for (const place of places) expect(ids).toContain(place);
    for (const field of fieldsOf(form)) if (field.askedWhen) expect(ids).toContain(field.askedWhen.field);
  }
});

test('form tables are whole: each row fills the columns, spans included', () => {
  for (const form of [NOTICE.forms.benchmark, NOTICE.forms.product]) {
    for (const section of form.sections) {
      if (section.kind !== 'table') continue;
      expect(section.table.columns.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 6);
      const open = section.table.columns.map(() => 0);
      for (const row of section.table.rows) {
        let filled = open.filter((rows) => rows > 0).length;
        let column = 0;
        for (let index = 0; index < open.length; index++) open[index] = Math.max(0, (open[index] ?? 0) - 1);
        for (const cell of row.cells) {
          filled += cell.columnSpan ?? 1;
          if ((cell.rowSpan ?? 1) > 1)
            for (let at = 0; at < (cell.columnSpan ?? 1); at++) open[column + at] = (cell.rowSpan ?? 1) - 1;
          column += cell.columnSpan ?? 1;
        }
        expect(filled, JSON.stringify(row)).toBe(section.table.columns.length);
      }
    }
  }
});

test('the lenient schema takes an empty draft, the strict one names what is missing, neither an unknown field', () => {
  for (const form of [NOTICE.forms.benchmark, NOTICE.forms.product]) {
    const empty = {
      formatVersion: 1,
      notice: NOTICE.id,
      programme: form.programme,
      answers: {},
      evidence: {},
    };
    expect(draftSchema(form, NOTICE.id).safeParse(empty).success).toBe(true);
    const strict = submissionSchema(form, NOTICE.id).safeParse(empty);
    expect(strict.error?.issues.map((issue) => issue.path.join('.'))).toContain('answers.applicantName');
    const misspelt = { ...empty, answers: { aplicantName: '甲' } };
    expect(draftSchema(form, NOTICE.id).safeParse(misspelt).success).toBe(false);
  }
});
