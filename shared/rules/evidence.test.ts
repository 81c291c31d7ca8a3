import { describe, expect, test } from 'vitest';
import type { AnswerValue, Draft } from '../form/draft.ts';
import type { EvidenceProblem } from '../form/evidence-facts.ts';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { checkDraft } from './check.ts';
import { benchmarkDraft, TODAY } from './fixtures/benchmark-draft.ts';
import { productDraft } from './fixtures/product-draft.ts';
import type { Change } from './fixtures/spoil.ts';
import { answers, evidence, fact, files, findingsOf } from './fixtures/spoil.ts';

const benchmark = (...changes: Change[]) =>
  changes.reduce((draft, change) => change(draft), benchmarkDraft());
const product = (...changes: Change[]) => changes.reduce((draft, change) => change(draft), productDraft());
const found = (draft: Draft, code: string) => findingsOf(draft).filter((finding) => finding.code === code);

describe('proof (R13, R22, R29)', () => {
  test('a file proves an honour by what it is about, or by its name, whatever its quotation marks', () => {
    const proven = (...honourProof: { path: string; name?: string; about?: string[] }[]) =>
      found(
        benchmark(
          answers({ honours: ['专精特新“小巨人”企业'] }),
          evidence({ honourProof: { files: honourProof } }),
        ),
        'R13',
      );
    expect(proven({ path: 'evidence/a.pdf', about: ['专精特新"小巨人"企业'] })).toEqual([]);
    expect(proven({ path: 'evidence/x1.pdf', name: '第六批国家级小巨人名单.pdf' })).toEqual([]);
    expect(proven({ path: 'evidence/专精特新中小企业.pdf' })).toHaveLength(1);
  });
  test('“其他” is proven only when it is ticked', () => {
    const draft = benchmark(answers({ honours: ['创新型中小企业'], honoursOther: '旧内容' }));
    expect(found(draft, 'R13')).toEqual([]);
  });
  test.each(['无', '暂无相关荣誉资质。', '/'])('“%s” needs no file', (text) => {
    const draft = benchmark(
      answers({ honours: [], honoursOther: null, profileHonours: text }),
      evidence({ honourProof: undefined, otherProof: { none: { reason: '没有' } } }),
    );
    expect(found(draft, 'R13')).toEqual([]);
  });
  test.each(['无锡市智能工厂', '无人机应用创新奖'])('“%s” is an honour', (text) => {
    const draft = benchmark(
      answers({ honours: [], honoursOther: null, profileHonours: text }),
      evidence({ honourProof: undefined, otherProof: { none: { reason: '没有' } } }),
    );
    expect(found(draft, 'R13')).toMatchObject([{ level: 'block', field: 'profileHonours' }]);
  });
  test('an audit not yet out is replaced by sealed statements', () => {
    const draft = benchmark(
      evidence({ audit2024: { none: { reason: '尚未出具' } }, statements2024: files('财务报表.pdf') }),
    );
    expect(found(draft, 'R22').filter(({ level }) => level === 'block')).toEqual([]);
  });
  test('statements alone, with the audit neither there nor said to be missing, do not do', () => {
    const draft = benchmark(evidence({ audit2024: undefined, statements2024: files('财务报表.pdf') }));
    expect(found(draft, 'R22')).toContainEqual(
      expect.objectContaining({ level: 'block', evidence: 'audit2024' }),
    );
  });
  test('a contract is known by the enterprise without its place and legal form', () => {
    const draft = product(
      evidence({
        caseProof: files(
          '合同-甲辰机械.pdf',
          '乙巳食品.pdf',
          '四川丙午电子合同.pdf',
          '贵州丁未建材.pdf',
          '湖北戊申纺织.pdf',
        ),
      }),
    );
    expect(found(draft, 'R29')).toEqual([]);
  });
  test('without a word from the applicant the place tells whether a case is in Chongqing', () => {
    const cases = productDraft().answers.cases;
    if (!Array.isArray(cases)) throw new Error('no cases');
    const silent = cases.map((row) => (typeof row === 'string' ? row : { ...row, inChongqing: null }));
    const draft: Draft = { ...product(), answers: { ...product().answers, cases: silent as AnswerValue } };
    expect(found(draft, 'R29')).toEqual([]);
  });
});

test('statements that are said to be missing are asked for without the condition (R22)', () => {
  const none = { none: { reason: '没有' } };
  const [finding] = found(benchmark(evidence({ audit2024: none, statements2024: none })), 'R22').filter(
    ({ level }) => level === 'block',
  );
  expect(finding?.remedy).toBe('请上传材料：资产负债表、利润表、现金流量表，加盖公章。');
});

describe('files (R37)', () => {
  const problems: EvidenceProblem[] = [
    { code: 'missing' },
    { code: 'empty' },
    { code: 'encrypted' },
    { code: 'damaged', detail: 'xref' },
    { code: 'noPages' },
    { code: 'unsupported', remedy: '请另存为 PDF 后上传。' },
    { code: 'tooLarge', bytes: 900_000_000, limitBytes: 500_000_000 },
    { code: 'changed', expected: 'a', actual: 'b' },
  ];
  test.each(problems)('$code blocks, by the name of the file', (problem) => {
    const findings = findingsOf(benchmarkDraft(), fact('evidence/2023年审计报告.pdf', { problem }));
    expect(findings).toMatchObject([{ code: 'R37', level: 'block', evidence: 'audit2023' }]);
    expect(findings[0]?.message).toContain('“2023年审计报告.pdf”');
  });
  test('a picture that cannot be opened blocks, and does not count as one', () => {
    const findings = findingsOf(
      benchmarkDraft(),
      fact('figures/platform.png', { problem: { code: 'damaged', detail: '' } }),
    );
    expect(findings.map(({ code, level, field }) => [code, level, field])).toEqual([
      ['R27', 'block', 'transformationNarrative'],
      ['R37', 'block', 'transformationNarrative'],
    ]);
  });
  test('a file that nobody has read is no silent gap', () => {
    expect(
      checkDraft(NOTICE, benchmarkDraft(), {}, TODAY).filter(({ level }) => level === 'block').length,
    ).toBeGreaterThan(7);
  });
  test('a file of a kind that cannot be bound says so once, and what to do beside it', () => {
    const remedy = '请另存为 PDF 后上传。';
    const [finding] = findingsOf(
      benchmarkDraft(),
      fact('evidence/营业执照.pdf', { problem: { code: 'unsupported', remedy } }),
    );
    expect(finding?.message).not.toContain('另存');
    expect(finding?.remedy).toBe(remedy);
  });
  test('a page that lies across is spoken of only when the book turns it', () => {
    const across = { widthMm: 297, heightMm: 210, landscape: true, blank: false };
    const warned = (page: typeof across & { turned?: boolean }) =>
      findingsOf(benchmarkDraft(), fact('evidence/营业执照.pdf', { pages: [page] }));
    expect(warned(across)).toEqual([]);
    expect(warned({ ...across, turned: false })).toEqual([]);
    expect(warned({ ...across, turned: true })).toMatchObject([{ code: 'R37', level: 'warn' }]);
    const byHand = evidence({ businessLicence: { files: [{ path: 'evidence/营业执照.pdf', rotate: 90 }] } });
    const pages = [{ ...across, turned: true }];
    expect(findingsOf(benchmark(byHand), fact('evidence/营业执照.pdf', { pages }))).toEqual([]);
  });
  test('a blank back among scanned pages only warns', () => {
    const page = { widthMm: 210, heightMm: 297, landscape: false, dpi: 300, blank: false };
    const findings = findingsOf(
      benchmarkDraft(),
      fact('evidence/营业执照.pdf', { pages: [page, { ...page, blank: true, dpi: 72 }] }),
    );
    expect(findings).toMatchObject([{ code: 'R37', level: 'warn' }]);
    expect(findings[0]?.message).toContain('第 2 页是空白页');
  });
});

describe('file names (R42)', () => {
  test.each(['信用报告.pdf', '重庆示例-信用报告-20251015.pdf', '报告（终稿）.pdf', 'console.pdf'])(
    '%s can stay',
    (name) => {
      expect(
        found(
          benchmark(evidence({ otherProof: { files: [{ path: 'evidence/信用报告.pdf', name }] } })),
          'R42',
        ),
      ).toEqual([]);
    },
  );
  test.each(['a/b.pdf', '报告?.pdf', 'con.pdf', '报告.', `${'长'.repeat(101)}.pdf`])(
    '%s is given another name',
    (name) => {
      const draft = benchmark(
        evidence({
          otherProof: {
            files: [
              { path: 'evidence/a.pdf', name: `信用报告${name}` },
              { path: 'evidence/b.pdf', name },
            ],
          },
        }),
      );
      expect(found(draft, 'R42').map(({ level }) => level)).toContain('warn');
    },
  );
  test('equal names in different items do not collide', () => {
    const draft = benchmark(
      evidence({ audit2023: files('a/审计报告.pdf'), audit2024: files('b/审计报告.pdf') }),
    );
    expect(found(draft, 'R42')).toEqual([]);
  });
});

test('a page larger than A4 is said to be made smaller (R37)', () => {
  const a3 = { widthMm: 297, heightMm: 420, landscape: false, blank: false };
  const findings = findingsOf(benchmarkDraft(), fact('evidence/营业执照.pdf', { pages: [a3] }));
  expect(findings).toMatchObject([{ code: 'R37', level: 'warn', evidence: 'businessLicence' }]);
  expect(findings[0]?.message).toContain('大于 A4');
});
