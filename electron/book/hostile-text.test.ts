import sharp from 'sharp';
import { expect, test } from 'vitest';
import { evidenceSectionOf, type Field, type Form, fieldsOf } from '../../shared/form/definition.ts';
import { type AnswerValue, type Draft, draftSchema, type EvidenceAnswer } from '../../shared/form/draft.ts';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import type { NarrativeListItem } from '../../shared/text/narrative.ts';
import { printable } from '../../shared/text/printable.ts';
import type { Book } from './book.ts';
import { composeBook } from './compose/compose-book.ts';
import { compareDocxWithBook } from './docx/compare-docx.ts';
import { readDocx } from './docx/read-docx.ts';
import { writeDocx } from './docx/write-docx.ts';
import { HOSTILE_TEXTS } from './fixtures/hostile-texts.ts';
import { loadBookFonts } from './fonts.ts';
import { comparePdfWithBook } from './pdf/compare-pdf.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { writePdf } from './pdf/write-pdf.ts';
import { linesOfBook } from './testing/book-text.ts';

const FIGURE = 'figures/a.png';
const FIGURE_FACTS: FileFacts = {
  ...{ path: FIGURE, bytes: 100, sha256: 'a'.repeat(64), kind: 'png', pages: [], remarks: [] },
  pixels: { width: 40, height: 20 },
};

/** An answer to a field that holds the text in every place that takes a text; undefined where none does. */
function answerWith(field: Field, text: string): AnswerValue {
  switch (field.kind) {
    case 'number':
    case 'yearTable':
    case 'choice':
    case 'choices':
      return undefined;
    case 'industries':
      return [text.slice(0, 300)];
    case 'narrative': {
      const item: NarrativeListItem = {
        type: 'listItem',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      };
      return {
        type: 'doc',
        content: [
          { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] },
          { type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] },
          { type: 'figure', attrs: { file: FIGURE, caption: text.slice(0, 200) } },
          {
            type: 'table',
            content: [
              {
                type: 'tableRow',
                content: [
                  {
                    type: 'tableCell',
                    content: [{ type: 'orderedList', content: [item] }],
                  },
                ],
              },
            ],
          },
        ],
      };
    }
    case 'scenarioBoard':
      return [{ scenario: text, level: 1, description: text, proof: text }];
    case 'caseList':
      return [
        {
          ...{ enterprise: text, place: text, completedOn: text, needs: text },
          ...{ content: text, period: text, cost: text, effect: text },
        },
      ];
    case 'ledger':
      return {
        basis: 'total',
        invoices: [{ content: text, number: text, issuedOn: text, code: text, seller: text, total: 1 }],
      };
    default:
      return text;
  }
}

function draftWith(form: Form, textOf: (place: string) => string): Draft {
  const answers: Draft['answers'] = {};
  for (const field of fieldsOf(form)) answers[field.id] = answerWith(field, textOf(field.id));
  // A text that explains “其他” prints where that is chosen.
  for (const { askedWhen } of fieldsOf(form)) {
    const asking = fieldsOf(form).find(({ id }) => id === askedWhen?.field);
    if (asking?.kind === 'choice') answers[asking.id] = askedWhen?.equals;
    if (asking?.kind === 'choices') answers[asking.id] = [askedWhen?.equals ?? ''];
  }
  const evidence: Record<string, EvidenceAnswer> = {};
  for (const slot of evidenceSectionOf(form).items.flatMap(({ slots }) => slots)) {
    const text = textOf(slot.id);
    evidence[slot.id] = slot.noneAllowed
      ? { none: { reason: text.slice(0, 500) } }
      : { files: [{ path: `evidence/${slot.id}`, name: text.slice(0, 300), about: [text.slice(0, 300)] }] };
  }
  const draft = {
    formatVersion: 1 as const,
    notice: NOTICE.id,
    programme: form.programme,
    answers,
    evidence,
  };
  // What no draft can hold tests nothing.
  expect(draftSchema(form, NOTICE.id).safeParse(draft).error?.issues ?? []).toEqual([]);
  return draft;
}

function bookOf(form: Form, draft: Draft): Book {
  const input = {
    notice: NOTICE,
    form,
    draft,
    facts: { [FIGURE]: FIGURE_FACTS },
    twinCode: 'ABCD-EFGH',
    incomplete: true,
  };
  return composeBook({ ...input, today: '2025-10-16' });
}

const squeeze = (text: string) => text.replace(/\s+/gu, '');
/** Fields that print what is typed into them. */
const printed = (form: Form) =>
  fieldsOf(form).filter(
    (field) => !field.notPrinted && answerWith(field, 'x') !== undefined && field.kind !== 'ledger',
  );

const forms = [NOTICE.forms.benchmark, NOTICE.forms.product];
const texts = Object.entries(HOSTILE_TEXTS);

test.each(forms)('every field of $programme prints every hostile text as text, to the letter', (form) => {
  for (const [name, text] of texts) {
    const book = bookOf(
      form,
      draftWith(form, (place) => `〔${place}〕${text}`),
    );
    const all = squeeze(linesOfBook(book).join('\n'));
    const missing = printed(form).filter(({ id, kind }) => {
      const whole = `〔${id}〕${text}`;
      return !all.includes(squeeze(printable(kind === 'industries' ? whole.slice(0, 300) : whole)));
    });
    expect(
      missing.map(({ id }) => id),
      name,
    ).toEqual([]);
  }
});

const fonts = await loadBookFonts({ installed: false });

test.each(forms)(
  'Word and PDF of $programme say exactly what the book says, whatever is in its fields',
  async (form) => {
    // Each field takes its own turn of the list, so that every text stands in many kinds of places.
    const places = [...fieldsOf(form), ...evidenceSectionOf(form).items.flatMap(({ slots }) => slots)];
    const turnOf = new Map(places.map(({ id }, index) => [id, index]));
    const short = texts.filter(([name]) => !['combining', 'long', 'unbroken'].includes(name));
    const long = texts.filter((each) => !short.includes(each));
    const draft = draftWith(form, (place) => {
      const turn = turnOf.get(place) ?? 0;
      const every = short.map((_, index) => short[(index + turn) % short.length]?.[1] ?? '').join('｜');
      return turn % 7 === 0 ? `${long[(turn / 7) % long.length]?.[1]}｜${every}` : every;
    });
    const book = bookOf(form, draft);
    const bytes = await sharp({ create: { ...{ width: 40, height: 20, channels: 3 }, background: '#468' } })
      .png()
      .toBuffer();
    const picture = { bytes, format: 'png' as const, widthPx: 40, heightPx: 20 };
    const pictures = new Map([[FIGURE, picture]]);
    const docx = await readDocx(await writeDocx(book, pictures, fonts, new Map(), new Map()));
    expect(compareDocxWithBook(docx, book)).toEqual([]);
    const written = await writePdf(book, pictures, fonts, new Map());
    expect(comparePdfWithBook(await readPdf(written.bytes), book, written)).toEqual([]);
  },
);
