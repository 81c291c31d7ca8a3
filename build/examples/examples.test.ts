import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inspectFile } from '../../electron/evidence/inspect.ts';
import type { Field, Form, Programme } from '../../shared/form/definition.ts';
import {
  caseAnswerSchema,
  type Draft,
  draftSchema,
  ledgerSchema,
  scenarioAnswerSchema,
  submissionSchema,
} from '../../shared/form/draft.ts';
import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { checkDraft } from '../../shared/rules/check.ts';
import { narrativeAnswerSchema } from '../../shared/text/narrative.ts';
import { figuresOf, narrativeText, toNarrativeDocument } from '../../shared/text/narrative-text.ts';
import { countWords } from '../../shared/text/word-count.ts';

const EXAMPLES = fileURLToPath(new URL('../../shared/notices/cq-2025-40/examples/', import.meta.url));
const PROGRAMMES = ['benchmark', 'product'] as const satisfies readonly Programme[];

async function readJson(programme: Programme): Promise<unknown> {
  return JSON.parse(await readFile(join(EXAMPLES, programme, 'draft.json'), 'utf8'));
}

async function readExample(programme: Programme): Promise<Draft> {
  return draftSchema(NOTICE.forms[programme], NOTICE.id).parse(await readJson(programme));
}

const documentOf = (draft: Draft, field: Field) =>
  toNarrativeDocument(narrativeAnswerSchema.nullish().parse(draft.answers[field.id]));

function figuresIn(
  form: Form,
  draft: Draft,
): { file: string; sha256: string | undefined; caption: string }[] {
  return form.sections
    .flatMap((section) => section.fields)
    .filter((field) => field.kind === 'narrative')
    .flatMap((field) =>
      figuresOf(documentOf(draft, field)).map(({ attrs }) => ({ sha256: undefined, ...attrs })),
    );
}

const filesOf = (draft: Draft) => Object.values(draft.evidence).flatMap((answer) => answer?.files ?? []);

async function factsOf(programme: Programme, draft: Draft): Promise<DraftFacts> {
  const named = [
    ...filesOf(draft).map(({ path, sha256 }) => ({ path, sha256: sha256 ?? undefined })),
    ...figuresIn(NOTICE.forms[programme], draft).map(({ file, sha256 }) => ({ path: file, sha256 })),
  ];
  const facts: DraftFacts = {};
  for (const { path, sha256 } of named)
    facts[path] = await inspectFile(join(EXAMPLES, programme, path), path, sha256);
  return facts;
}

describe.each(PROGRAMMES)('example %s', (programme) => {
  const form = NOTICE.forms[programme];

  test('is a draft and a complete submission', async () => {
    const json = await readJson(programme);
    expect(draftSchema(form, NOTICE.id).safeParse(json).error).toBeUndefined();
    expect(submissionSchema(form, NOTICE.id).safeParse(json).error).toBeUndefined();
  });

  test('passes the check: nothing blocks, and the only warning is the page that lies on its side', async () => {
    const draft = await readExample(programme);
    const facts = await factsOf(programme, draft);
    const findings = checkDraft(NOTICE, draft, facts, '2025-10-15').filter(({ level }) => level !== 'hint');
    const sideways = programme === 'benchmark' ? ['R37 warn socialInsurance2024'] : [];
    expect(findings.map(({ code, level, evidence }) => `${code} ${level} ${evidence ?? ''}`)).toEqual(
      sideways,
    );
  });

  test('fills each limited section to 80–100 %', async () => {
    const draft = await readExample(programme);
    const texts = (fields: readonly Field[]): string =>
      fields
        .map((field) => {
          if (field.kind === 'narrative') return narrativeText(documentOf(draft, field));
          if (field.kind !== 'scenarioBoard') return '';
          return z
            .array(scenarioAnswerSchema)
            .parse(draft.answers[field.id])
            .map(
              ({ description, proof }) =>
                `${narrativeText(toNarrativeDocument(description))}\n${proof ?? ''}`,
            )
            .join('\n');
        })
        .join('\n');
    const limits = [
      ...form.sections.map(({ id, limit, fields }) => ({ id, limit, text: texts(fields) })),
      ...form.sections
        .flatMap(({ fields }) => fields)
        .map((field) => ({
          id: field.id,
          limit: field.kind === 'narrative' ? field.limit : undefined,
          text: texts([field]),
        })),
    ].filter(({ limit }) => limit !== undefined);
    expect(limits.length).toBe(programme === 'benchmark' ? 5 : 1);
    for (const { id, limit = 0, text } of limits) {
      const share = countWords(text).words / limit;
      expect(share, id).toBeGreaterThanOrEqual(0.8);
      expect(share, id).toBeLessThanOrEqual(1);
    }
  });

  test('shows at least six pictures, each with its caption, file and 150 dpi across the page', async () => {
    const figures = figuresIn(form, await readExample(programme));
    expect(figures.length).toBeGreaterThanOrEqual(6);
    const drawn = (await readdir(join(EXAMPLES, programme, 'figures'))).map((name) => `figures/${name}`);
    expect(figures.map(({ file }) => file).sort()).toEqual(drawn.sort());
    for (const { file, caption } of figures) {
      expect(caption, file).toMatch(/图|截图|现场/);
      const { format, width, height } = await sharp(join(EXAMPLES, programme, file)).metadata();
      expect(format, file).toBe('png');
      // 156 mm of text width at 150 dpi, and no picture taller than it is wide.
      expect(width, file).toBeGreaterThanOrEqual((156 / 25.4) * 150);
      expect(height, file).toBeLessThanOrEqual(width);
    }
  });

  test('names every evidence file once and by its hash', async () => {
    const files = filesOf(await readExample(programme));
    const present = await readdir(join(EXAMPLES, programme, 'evidence'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(files.length).toBe(present.filter((entry) => entry.isFile()).length);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    for (const { path, sha256 } of files) {
      const bytes = await readFile(join(EXAMPLES, programme, path));
      expect(createHash('sha256').update(bytes).digest('hex'), path).toBe(sha256);
    }
  });

  test('says on its face that it is an example', async () => {
    const draft = await readExample(programme);
    expect(draft.answers.applicantName).toContain('示例');
    expect(draft.answers.creditCode).toContain('EXAMPLE');
  });
});

test('both examples together stay below 6 MB', async () => {
  const entries = await readdir(EXAMPLES, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000);
});

test('evidence is of the kinds that offices send', async () => {
  const facts = [
    ...Object.values(await factsOf('benchmark', await readExample('benchmark'))),
    ...Object.values(await factsOf('product', await readExample('product'))),
  ].filter(({ path }) => path.startsWith('evidence/'));
  const has = (test: (each: (typeof facts)[number]) => boolean): boolean => facts.some(test);
  expect(has(({ kind, pages }) => kind === 'pdf' && pages.length >= 6 && pages[0]?.dpi === undefined)).toBe(
    true,
  );
  expect(has(({ kind, pages }) => kind === 'pdf' && pages.length >= 6 && (pages[0]?.dpi ?? 0) >= 200)).toBe(
    true,
  );
  expect(has(({ kind }) => kind === 'jpeg')).toBe(true);
  expect(has(({ remarks, pages }) => remarks.includes('exifRotated') && pages[0]?.landscape === false)).toBe(
    true,
  );
  expect(has(({ kind, pages }) => kind === 'pdf' && pages.some(({ landscape }) => landscape))).toBe(true);
  expect(has(({ kind }) => kind === 'xlsx')).toBe(true);
});

test('thirty invoices add up to the investment that the table states', async () => {
  const { answers } = await readExample('benchmark');
  const { invoices } = ledgerSchema.parse(answers.investmentLedger);
  expect(invoices.length).toBe(30);
  expect(new Set(invoices.map(({ number }) => number)).size).toBe(30);
  for (const { number, issuedOn, amount, total } of invoices) {
    expect(number).toMatch(new RegExp(`^${issuedOn.slice(2, 4)}50\\d{16}$`));
    const tax = (total ?? 0) - (amount ?? 0);
    const rate = [0.13, 0.06].find((each) => Math.abs((amount ?? 0) * each - tax) < 0.011);
    expect(rate, number).toBeDefined();
  }
  const indicators = z.record(z.string(), z.record(z.string(), z.number())).parse(answers.indicators);
  const sum2024 = invoices
    .filter(({ issuedOn }) => issuedOn.startsWith('2024'))
    .reduce((sum, { total }) => sum + (total ?? 0), 0);
  expect(sum2024 / 10_000).toBeCloseTo(indicators['2024']?.digitalInvestment ?? Number.NaN, 6);
});

test('each case and each honour has a file that says what it proves', async () => {
  const product = await readExample('product');
  const cases = z.array(caseAnswerSchema).parse(product.answers.cases);
  expect(cases.length).toBe(6);
  expect(cases.filter(({ inChongqing }) => inChongqing).length).toBeGreaterThanOrEqual(3);
  const proven = (product.evidence.caseProof?.files ?? []).flatMap(({ about }) => about ?? []);
  expect(proven).toEqual(cases.map(({ enterprise }) => enterprise));
  const benchmark = await readExample('benchmark');
  const honours = (benchmark.evidence.honourProof?.files ?? []).flatMap(({ about }) => about ?? []);
  expect(honours).toEqual(['创新型中小企业', '专精特新中小企业', benchmark.answers.honoursOther]);
});
