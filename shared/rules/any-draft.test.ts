import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field, Form } from '../form/definition.ts';
import { evidenceSectionOf, fieldsOf } from '../form/definition.ts';
import { draftSchema } from '../form/draft.ts';
import type { DraftFacts, EvidenceProblem } from '../form/evidence-facts.ts';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { DISTRICTS } from '../reference/districts.ts';
import { unprintableIn } from '../text/printable.ts';
import { checkDraft } from './check.ts';
import { cleanFile } from './fixtures/facts.ts';

const nullish = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constantFrom(null, undefined));
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '无',
    '/',
    '例，36 汽车制造业',
    '2024-05',
    '2024-05-20 11:20:01',
    '2.55E+19',
    '\ud800',
    '\u0007',
    '总额\u202e100 200',
    '《',
    '__proto__',
    '3670',
    '24502000000000000011',
  ),
  fc.constantFrom(...DISTRICTS.map(({ name }) => name)),
);
const amount = fc.oneof(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.integer({ min: -1000, max: 1_000_000 }),
);
const path = fc.constantFrom(
  'a.pdf',
  'a/A.PDF',
  '__proto__',
  'constructor',
  'b?.jpg',
  'con',
  '.',
  '扫描 1.png',
  '\ud800',
);

const narrative: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.record({
    type: fc.constant('doc'),
    content: fc.array(
      fc.oneof(
        fc.record({ type: fc.constant('paragraph') }),
        text
          .filter((each) => each !== '')
          .map((each) => ({
            type: 'paragraph',
            content: [{ type: 'text', text: each }, { type: 'hardBreak' }],
          })),
        fc.record({ type: fc.constant('figure'), attrs: fc.record({ file: path, caption: text }) }),
      ),
      { maxLength: 4 },
    ),
  }),
);

const invoice = fc.record(
  {
    content: text,
    number: text,
    issuedOn: text,
    code: nullish(text),
    amount: nullish(amount),
    total: nullish(amount),
    category: nullish(fc.constantFrom('软件购置', '其他')),
    seller: nullish(text),
    buyerName: nullish(text),
    buyerCreditCode: nullish(text),
    status: nullish(fc.constantFrom('正常', '已红冲-全额', '已红冲-部分', '已作废')),
    cityFunded: nullish(fc.boolean()),
  },
  { requiredKeys: ['content', 'number', 'issuedOn'] },
);

function answer(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'choice':
      return fc.oneof(text, fc.constantFrom(...field.options));
    case 'choices':
      return fc.array(fc.oneof(text, fc.constantFrom(...field.options)), { maxLength: 5 });
    case 'industries':
      return fc.array(text, { maxLength: 5 });
    case 'yearTable': {
      const row = fc.record(Object.fromEntries(field.rows.map(({ id }) => [id, nullish(amount)])), {
        requiredKeys: [],
      });
      return fc.record(Object.fromEntries(field.years.map((year) => [year, row])), { requiredKeys: [] });
    }
    case 'narrative':
      return narrative;
    case 'scenarioBoard':
      return fc.array(
        fc.record({
          scenario: fc.oneof(text, fc.constant('产品设计')),
          level: nullish(fc.integer()),
          description: nullish(narrative),
          proof: nullish(text),
        }),
        { maxLength: 4 },
      );
    case 'caseList': {
      const parts = ['enterprise', 'place', 'completedOn', 'needs', 'content', 'period', 'cost', 'effect'];
      return fc.array(
        fc.record(
          {
            ...Object.fromEntries(parts.map((part) => [part, nullish(text)])),
            inChongqing: nullish(fc.boolean()),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 4 },
      );
    }
    case 'ledger':
      return fc.record({
        basis: nullish(fc.constantFrom('total', 'amount')),
        invoices: fc.array(invoice, { maxLength: 8 }),
      });
    default:
      return text;
  }
}

const problem = fc.constantFrom<EvidenceProblem | undefined>(
  undefined,
  { code: 'missing' },
  { code: 'damaged', detail: '\ud800' },
  { code: 'tooLarge', bytes: 1e9, limitBytes: 1e8 },
);

function drafts(form: Form): fc.Arbitrary<{ draft: unknown; facts: DraftFacts }> {
  const slots = evidenceSectionOf(form).items.flatMap((item) => item.slots);
  const file = fc.record(
    { path, name: nullish(text), about: nullish(fc.array(text, { maxLength: 2 })) },
    { requiredKeys: ['path'] },
  );
  const slot = fc.record(
    { files: nullish(fc.array(file, { maxLength: 3 })), none: nullish(fc.record({ reason: text })) },
    { requiredKeys: [] },
  );
  const draft = fc.record(
    {
      formatVersion: fc.constant(1),
      notice: fc.constant(NOTICE.id),
      programme: fc.constant(form.programme),
      destinationDistrict: nullish(text),
      answers: fc.record(
        Object.fromEntries(fieldsOf(form).map((field) => [field.id, nullish(answer(field))])),
        { requiredKeys: [] },
      ),
      evidence: fc.record(Object.fromEntries(slots.map(({ id }) => [id, slot])), { requiredKeys: [] }),
      declarations: nullish(
        fc.record(
          Object.fromEntries(form.conditions.map(({ id }) => [id, fc.constantFrom('yes', 'no', 'unsure')])),
          { requiredKeys: [] },
        ),
      ),
      confirmations: nullish(fc.dictionary(fc.constantFrom('R02:sameName', 'R03:address'), fc.boolean())),
    },
    { requiredKeys: ['formatVersion', 'notice', 'programme', 'answers', 'evidence'] },
  );
  const facts = fc
    .dictionary(path, problem)
    .map((known) =>
      Object.fromEntries(
        Object.entries(known).map(([name, trouble]) => [
          name,
          cleanFile(name, trouble === undefined ? {} : { problem: trouble, pages: [] }),
        ]),
      ),
    );
  return fc.record({ draft, facts });
}

test.each([NOTICE.forms.benchmark, NOTICE.forms.product])(
  'whatever the lenient schema accepts is checked without an error ($programme)',
  (form) => {
    const schema = draftSchema(form, NOTICE.id);
    let accepted = 0;
    fc.assert(
      fc.property(drafts(form), ({ draft, facts }) => {
        const parsed = schema.safeParse(draft);
        if (!parsed.success) return;
        accepted++;
        const findings = checkDraft(NOTICE, parsed.data, facts, '2025-10-20');
        const sections = form.sections.map(({ id }) => id);
        for (const finding of findings) {
          expect(sections).toContain(finding.section);
          expect(finding.message.length).toBeGreaterThan(4);
          expect(unprintableIn(finding.message + finding.remedy)).toEqual([]);
          expect(finding.message.length).toBeLessThan(400);
        }
        expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(75);
  },
);
