import { describe, expect, test } from 'vitest';
import { draftSchema } from '../form/draft.ts';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { RuleContext } from './context.ts';
import { BENCHMARK_CASES } from './fixtures/benchmark-cases.ts';
import { benchmarkDraft, TODAY } from './fixtures/benchmark-draft.ts';
import { cleanFacts } from './fixtures/facts.ts';
import { PRODUCT_CASES } from './fixtures/product-cases.ts';
import { productDraft } from './fixtures/product-draft.ts';
import { findingsOf } from './fixtures/spoil.ts';
import type { SpoiltCase } from './fixtures/spoilt-case.ts';
import { RULE_KINDS } from './registry.ts';

const PROGRAMMES = [
  { name: '标杆企业', clean: benchmarkDraft, cases: BENCHMARK_CASES, form: NOTICE.forms.benchmark },
  { name: '小快轻准', clean: productDraft, cases: PRODUCT_CASES, form: NOTICE.forms.product },
];

function says(spoilt: SpoiltCase, message: string): boolean {
  return typeof spoilt.says === 'string' ? message.includes(spoilt.says) : spoilt.says.test(message);
}

describe.each(PROGRAMMES)('$name', ({ clean, cases, form }) => {
  test('nothing is found in a complete draft, so that no rule fires without cause', () => {
    expect(findingsOf(clean())).toEqual([]);
  });

  test.each(cases)('$code $level: $wrong', (spoilt) => {
    const draft = (spoilt.draft ?? ((same) => same))(clean());
    draftSchema(form, NOTICE.id).parse(draft);
    const found = findingsOf(draft, spoilt.facts, spoilt.today);
    const match = found.find(
      (finding) =>
        finding.code === spoilt.code &&
        finding.level === spoilt.level &&
        says(spoilt, finding.message) &&
        (spoilt.field === undefined || finding.field === spoilt.field) &&
        (spoilt.evidence === undefined || finding.evidence === spoilt.evidence),
    );
    expect(match, JSON.stringify(found, null, 1)).toBeDefined();
    expect(form.sections.map(({ id }) => id)).toContain(match?.section);
    expect(match?.clause).toMatch(/通知|附件/);
    expect(match?.remedy).not.toBe('');
    expect(match?.message).toMatch(/[。？]$/);
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
  });

  test('each rule of the notice is fired by one of these cases', () => {
    const fired = new Set<number>();
    for (const spoilt of cases) {
      const draft = (spoilt.draft ?? ((same) => same))(clean());
      const facts = (spoilt.facts ?? ((same) => same))(cleanFacts(draft));
      const context = new RuleContext(NOTICE, draft, facts, spoilt.today ?? TODAY);
      form.rules.forEach((rule, index) => {
        const found = RULE_KINDS.get(rule.kind)?.run(rule, context) ?? [];
        if (rule.code === spoilt.code && rule.level === spoilt.level && found.length > 0) fired.add(index);
      });
    }
    const silent = form.rules
      .filter((_, index) => !fired.has(index))
      .map(({ code, kind, level }) => `${code} ${kind} ${level}`);
    expect(silent).toEqual([]);
  });

  test('its rules fit their kinds', () => {
    for (const rule of form.rules) {
      const kind = RULE_KINDS.get(rule.kind);
      expect(kind, rule.kind).toBeDefined();
      expect(kind?.parameters.safeParse(rule.parameters).error, rule.kind).toBeUndefined();
    }
  });
});

test('every rule kind is used by the notice', () => {
  const used = new Set(PROGRAMMES.flatMap(({ form }) => form.rules.map(({ kind }) => kind)));
  expect([...RULE_KINDS.keys()].filter((kind) => !used.has(kind))).toEqual([]);
});
