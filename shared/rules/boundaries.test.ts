import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noticeSchema } from '../form/definition.ts';
import type { AnswerValue, Draft } from '../form/draft.ts';
import { caseAnswerSchema } from '../form/draft.ts';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { DISTRICTS } from '../reference/districts.ts';
import { checkDraft, judgeDraft } from './check.ts';
import { BENCHMARK_CASES } from './fixtures/benchmark-cases.ts';
import { benchmarkDraft, invoice, TODAY } from './fixtures/benchmark-draft.ts';
import { cleanFacts } from './fixtures/facts.ts';
import { PRODUCT_CASES } from './fixtures/product-cases.ts';
import { productDraft } from './fixtures/product-draft.ts';
import type { Change } from './fixtures/spoil.ts';
import { answers, findingsOf, indicator, ledger } from './fixtures/spoil.ts';

const benchmark = (...changes: Change[]) =>
  changes.reduce((draft, change) => change(draft), benchmarkDraft());
const found = (draft: Draft, code: string, today = TODAY) =>
  findingsOf(draft, undefined, today).filter((finding) => finding.code === code);

describe('investment (R18, R19)', () => {
  test('what the window says of a district is what the rule asks of it', () => {
    for (const { name, possibleThresholdsWan } of DISTRICTS) {
      const least = Math.min(...possibleThresholdsWan);
      const most = Math.max(...possibleThresholdsWan);
      expect(found(benchmark(at(name), invested(most * 10_000)), 'R18'), name).toEqual([]);
      expect(found(benchmark(at(name), invested(least * 10_000 - 1)), 'R18')[0]?.message, name).toContain(
        `低于 ${least} 万元`,
      );
    }
  });

  const invested = (yuan: number) => ledger(() => [invoice('24502000000000000011', yuan)]);
  const at = (district: string, region?: string): Change =>
    answers({ district, ...(region === undefined ? {} : { dianjiangRegion: region }) });

  test.each([
    ['璧山区', 1_500_000, true],
    ['璧山区', 1_499_999.99, false],
    ['万州区', 750_000, true],
    ['万州区', 749_999.99, false],
    ['石柱土家族自治县', 750_000, true],
    ['两江新区', 1_499_999.99, false],
  ])('%s with %d 元: %s', (district, yuan, enough) => {
    expect(found(benchmark(at(district), invested(yuan)), 'R18')).toHaveLength(enough ? 0 : 1);
  });

  test('垫江县 is held against the region that the applicant chose', () => {
    expect(found(benchmark(at('垫江县', '渝东北'), invested(750_000)), 'R18')).toEqual([]);
    const [city] = found(benchmark(at('垫江县', '主城都市区'), invested(750_000)), 'R18');
    expect(city?.message).toBe('数字化转型投入合计 75.00 万元（价税合计），低于 150 万元。');
  });

  test('a region that does not belong to a district changes nothing', () => {
    expect(found(benchmark(at('渝中区', '渝东北'), invested(750_000)), 'R18')[0]?.message).toContain(
      '低于 150 万元',
    );
    const asked = found(benchmark(at('垫江县', '渝东南'), invested(1_000_000)), 'R18');
    expect(asked).toMatchObject([{ field: 'dianjiangRegion' }]);
  });

  test('垫江县 without a choice is asked, and is open only between the two thresholds', () => {
    const asked = found(benchmark(at('重庆市垫江县'), invested(1_000_000)), 'R18');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ field: 'dianjiangRegion', level: 'block' });
    expect(found(benchmark(at('垫江县'), invested(1_500_000)), 'R18')).toEqual([]);
    expect(found(benchmark(at('垫江县'), invested(1_500_000)), 'R03')[0]?.field).toBe('dianjiangRegion');
    expect(found(benchmark(at('垫江县'), invested(700_000)), 'R18')[0]?.message).toContain('低于 75 万元');
  });

  test('the applicant may choose 金额 as basis', () => {
    const draft = benchmark(ledger((rows) => rows, { basis: 'amount' }));
    expect(found(draft, 'R18')[0]?.message).toMatch(/138\.05\d* 万元（不含税金额），低于 150 万元/);
  });

  test('a hundredth of 万元 is no difference; 2023 and 2025 are not compared', () => {
    expect(found(benchmark(indicator('2024', 'digitalInvestment', 100.01)), 'R19')).toEqual([]);
    expect(found(benchmark(indicator('2024', 'digitalInvestment', 99.98)), 'R19')).toHaveLength(1);
    expect(found(benchmark(indicator('2023', 'digitalInvestment', 9999)), 'R19')).toEqual([]);
  });
});

describe('invoices that count but look odd (R20, R21)', () => {
  const odd = (...rows: ReturnType<typeof invoice>[]) =>
    found(benchmark(ledger((before) => [...before, ...rows])), 'R20').map(({ level, message }) => [
      level,
      message,
    ]);

  test('a partial flush without its red invoice may make the sum too large', () => {
    const blue = invoice('24502000000000000031', 1000, {
      status: '已红冲-部分',
      seller: '重庆某某网络有限公司',
    });
    const red = invoice('24502000000000000032', -300, { seller: '重庆某某网络有限公司' });
    expect(odd(blue)).toEqual([['warn', expect.stringContaining('第 4 行：已部分红冲')]]);
    expect(odd(blue, red)).toEqual([]);
  });
  test('金额 cannot be more than 价税合计, nor nothing', () => {
    expect(odd(invoice('24502000000000000031', 100, { amount: 100 }))).toEqual([]);
    expect(odd(invoice('24502000000000000031', 100, { amount: 113 }))[0]?.[1]).toContain(
      '金额 113.00 元大于价税合计 100.00 元',
    );
    expect(odd(invoice('24502000000000000031', 0))[0]?.[1]).toContain('金额为 0');
  });
  test('many faulty rows are named up to a number, then counted', () => {
    const rows = Array.from({ length: 80 }, (_, index) => invoice(`${index + 1}`, 1));
    const messages = odd(...rows).map(([, message]) => message);
    expect(messages).toHaveLength(51);
    expect(messages.at(-1)).toBe('发票清单另有 30 行有同样的问题。');
  });
  test('其他 as category is questioned, the notice’s four are not', () => {
    const category = (name: '其他' | '数据采集传输设备') =>
      found(
        benchmark(
          ledger(([first, ...rest]) => (first === undefined ? [] : [{ ...first, category: name }, ...rest])),
        ),
        'R21',
      );
    expect(category('其他')).toMatchObject([
      { level: 'warn', field: 'investmentLedger.invoices.0.category' },
    ]);
    expect(category('数据采集传输设备')).toEqual([]);
  });
});

describe('limits (R04)', () => {
  const profile = (a: number, b: number, c: number): Change =>
    answers({
      profileOverview: '企'.repeat(a),
      profileTechnology: '业'.repeat(b),
      profileHonours: `无${'字'.repeat(c - 1)}`,
    });

  test('the three points of 一 count together; the limit itself is allowed', () => {
    expect(found(benchmark(profile(300, 100, 74)), 'R04')).toEqual([]);
    expect(found(benchmark(profile(300, 100, 75)), 'R04')).toMatchObject([
      { level: 'warn', section: 'enterpriseProfile' },
    ]);
    expect(found(benchmark(profile(300, 100, 100)), 'R04')).toMatchObject([{ level: 'warn' }]);
    const [over] = found(benchmark(profile(300, 100, 101)), 'R04');
    expect(over).toMatchObject({ level: 'block', message: '一、企业基本情况共 501 / 500 字，超出 1 字。' });
  });

  test('descriptions and proofs of 三 count together, the names of the scenarios do not', () => {
    const rows = (proof: number): AnswerValue => [
      { scenario: '产品设计', level: 1, description: '描'.repeat(700), proof: '证'.repeat(proof) },
      { scenario: '工艺设计', level: 1, description: '述'.repeat(700), proof: '据'.repeat(50) },
    ];
    expect(found(benchmark(answers({ scenarios: rows(50) })), 'R04')).toMatchObject([{ level: 'warn' }]);
    expect(found(benchmark(answers({ scenarios: rows(51) })), 'R04')[0]?.message).toContain(
      '1,501 / 1,500 字',
    );
  });

  test('captions count', () => {
    const captioned = (caption: string): AnswerValue => ({
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: '字'.repeat(1900) }] },
        { type: 'figure', attrs: { file: 'figures/platform.png', caption } },
      ],
    });
    expect(
      found(benchmark(answers({ transformationNarrative: captioned('图'.repeat(101)) })), 'R04'),
    ).toMatchObject([{ level: 'block', field: 'transformationNarrative' }]);
  });
});

describe('dates (R06)', () => {
  test('the last day is in time; a deadline never blocks', () => {
    expect(found(benchmark(answers({ applicationDate: '2025-10-22' })), 'R06', '2025-10-22')).toEqual([]);
    const late = found(benchmark(answers({ applicationDate: '2026-10-23' })), 'R06', '2026-10-23');
    expect(late.map(({ level }) => level)).toEqual(['warn']);
  });
  test('established on the day of application is possible', () => {
    expect(found(benchmark(answers({ establishedOn: '2025-10-15' })), 'R06')).toEqual([]);
  });
  test('invoices after the application do not count', () => {
    const draft = benchmark(
      answers({ applicationDate: '2025-10-01' }),
      ledger((rows) => [...rows, invoice('25502000000000000019', 1, { issuedOn: '2025-10-02' })]),
    );
    expect(found(draft, 'R20')[0]?.message).toContain('晚于 2025-10-01');
  });
});

describe('text that only looks left over (R39)', () => {
  test.each([
    '例如，车间A的节拍由30秒降到25秒。',
    '面积3×4米，规格2×10吨。',
    '工作服XXL号20套，型号XX-200。',
    '系统可保存草稿，提交前进入草稿箱。',
    '客户在备注栏请说明交期，系统自动识别14条。',
    '由36台增加到48台。',
    '引进X射线探伤机和X光检测线，X轴行程800毫米。',
    '某些工序由3×5年质保的设备完成，某工位节拍25秒。',
    '接口函数__init__由平台统一调用，文件名为model__v2。',
    '与国内外先进水平、行业领军企业比较，设备联网率高出4个百分点。',
    '应用信息化系统开展产品设计，实现产品设计过程或版本的数字化管理，覆盖32人。',
    '主要业务领域为排程软件，主导产品3项，输入框显示“__”。',
    '图例：红色表示停机；案例，详见附件3。',
    '满意度评级为●●●●○，用户密码显示为****。',
    '研发费用8.4万元，待定价格经评审后确定。',
  ])('%s', (text) => {
    expect(found(benchmark(answers({ influenceNarrative: text })), 'R39')).toEqual([]);
  });
  test.each([
    ['standards', '围绕智能制造、工业互联网、数字化转型等领域，参与制定团体标准2项。'],
    ['profile', '主要业务领域为排程软件，主导产品3项，研发投入占比12%。'],
    ['adoption', '2024年以来产品整体推广情况：服务37家。案例含企业改造需求、实施内容、实施周期、项目费用。'],
    [
      'promotionMeasures',
      '如入选“小快轻准”数字化产品和解决方案，在产品价格让利、合作模式、培训与售后服务等方面支持中小企业数字化转型。',
    ],
  ])('an answer to %s may use words of its hint', (field, text) => {
    const draft = { ...productDraft(), answers: { ...productDraft().answers, [field]: text } };
    expect(found(draft, 'R39')).toEqual([]);
  });
  test('a real answer that equals the example of the form is none of its samples', () => {
    expect(found(benchmark(answers({ industryDivision: '36', industryClass: '3612' })), 'R39')).toEqual([]);
    expect(
      found(
        benchmark(answers({ industryDivision: '36 汽车制造业', industryClass: '3612 新能源车整车制造' })),
        'R08',
      ),
    ).toEqual([]);
  });
  test.each([
    '某某公司',
    '服务重庆某某机械有限公司',
    '**公司',
    'XX区',
    'ＸＸ公司',
    'X年X月',
    '提高X%',
    '约__万元',
    '20X5年',
    '202X年',
    '×年×月',
    '例，公司接待参观',
    '于    年  月  日完成',
    '待补充',
    '○○集团',
  ])('%s is left over in a text', (text) => {
    expect(found(benchmark(answers({ influenceNarrative: `接待14批次。\n${text}` })), 'R39')).toMatchObject([
      { level: 'block', field: 'influenceNarrative' },
    ]);
  });
  test.each(['请注明', '（请注明）', '其他：请注明'])('%s is left over', (text) => {
    expect(found(benchmark(answers({ honoursOther: text })), 'R39')).toMatchObject([
      { level: 'block', field: 'honoursOther' },
    ]);
  });
});

describe('telephone numbers (R03)', () => {
  test.each([
    '13800000000',
    '+86 138 0000 0000',
    '023-68000000',
    '023—6800 0000',
    '(023)68000000-801',
    '68000000',
    '400-800-1234',
    '13800000000、023-68000000',
    '023-68000000转12',
    '+86-23-63895540',
    '8623 63895540',
    '86 13800138000',
    '13800138000 023-63895540',
    '138 0013 8000 023 6389 5540',
    '023-63895540（8001）',
    '023-63895540 ext.801',
    '023-63895540 转 801',
    '（023）6389 5540',
    '0816-2345678',
    '010-62345678',
    '手机：13800138000；办公 023-63895540（王示例）',
  ])('%s may be dialled', (phone) => {
    expect(found(benchmark(answers({ contactPhone: phone })), 'R03')).toEqual([]);
  });
  test.each([
    '12345',
    '23800000000',
    '138000000001',
    '无',
    '023-6389554',
    '023-638955401',
    '13800138000 023',
    '/',
    '见上',
    '转801',
  ])('%s may not', (phone) => {
    expect(found(benchmark(answers({ contactPhone: phone })), 'R03')).toMatchObject([{ level: 'warn' }]);
  });
});

test('a tick removes a hint and nothing else', () => {
  const unticked = findingsOf({ ...benchmarkDraft(), confirmations: null });
  expect(unticked.map(({ level }) => level)).toEqual(Array(8).fill('hint'));
  const blocked = benchmark(answers({ address: '' }));
  const ticked = { ...blocked, confirmations: { ...blocked.confirmations, 'R03:address': true } };
  expect(found(ticked, 'R03')).toHaveLength(1);
  const { confirmed } = judgeDraft(NOTICE, ticked, cleanFacts(ticked), TODAY);
  expect(confirmed.map(({ key }) => key)).toEqual(unticked.map(({ key }) => key));
});

test('an empty draft is asked for everything, in the form’s order', () => {
  for (const programme of ['benchmark', 'product'] as const) {
    const findings = checkDraft(
      NOTICE,
      { formatVersion: 1, notice: NOTICE.id, programme, answers: {}, evidence: {} },
      {},
      TODAY,
    );
    const order = NOTICE.forms[programme].sections.map(({ id }) => id);
    const places = findings.map(({ section }) => order.indexOf(section));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(new Set(places).size).toBe(order.length);
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
  }
});

describe('vague results (R28)', () => {
  const about = (text: string) =>
    found(benchmark(answers({ outcomesNarrative: `${text}\n废品率由3.2%降到1.1%。` })), 'R28');
  test.each([
    '效率显著提升，人均产值由52万元提高到68万元。',
    '生产效率显著提升三成，库存明显下降百分之二十。',
    '交付周期明显缩短，由十二天缩短到七天。',
    '设备综合效率大幅提高到0.85。',
    '六项指标明显改善（见表1）。',
    '取得显著成效：\n（1）周期缩短5天。',
  ])('a vague word beside a measured number is no empty claim: %s', (text) => {
    expect(about(text)).toEqual([]);
  });
  test.each([
    '2024年以来，企业生产效率显著提升，产品质量大幅提高。',
    '2024年5月20日系统上线后，效率显著提升。',
    '1.降本方面：成本显著下降。',
    '（一）生产效率显著提升，一次性解决了数据不通的问题。',
    '周期由12天缩短到7天。产品质量显著提升。',
    '半成品库存明显减少，统一成本口径，推行5S管理。',
  ])('years, dates, list numbers and another sentence’s number measure nothing: %s', (text) => {
    expect(about(text)).toMatchObject([{ level: 'warn', field: 'outcomesNarrative' }]);
  });
  test('years alone are no measured result', () => {
    const draft = benchmark(answers({ outcomesNarrative: '2024年5月完成改造，2025年见效。' }));
    expect(found(draft, 'R28')[0]?.message).toContain('没有量化的成效');
  });
});

test('a remedy never offers what the next check would block', () => {
  const draft = benchmark(answers({ scenarioCount: null }));
  expect(found(draft, 'R03')[0]?.remedy).toBe('请填写数字（个），不小于 1。');
  const product = { ...productDraft(), answers: { ...productDraft().answers, implementationMonths: null } };
  expect(found(product, 'R31')[0]?.remedy).toContain('不小于 1');
  const free = { ...productDraft(), answers: { ...productDraft().answers, price: null } };
  expect(found(free, 'R31')[0]?.remedy).toContain('填 0');
});

test('an honest answer that begins like “无” is an answer (R26, R29)', () => {
  const cases = [...z.array(caseAnswerSchema).parse(productDraft().answers.cases)];
  const needs = [
    '无法追溯批次',
    '没有系统，靠人工排产',
    '无人值守改造',
    '无纸化办公',
    '暂无排程工具，插单频繁',
  ];
  const draft = {
    ...productDraft(),
    answers: {
      ...productDraft().answers,
      cases: cases.map((row, index) => ({ ...row, needs: needs[index] ?? '', cost: '免费' })),
    },
  };
  expect(found(draft, 'R29')).toEqual([]);
});

test('texts that share less than two fifths are different (R40)', () => {
  const half = (sign: string) => `${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'}${sign.repeat(2)}`;
  const own = (start: number) =>
    Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x4e00 + start + index)).join('');
  const draft = benchmark(
    answers({
      outcomesNarrative: `缩短5天${half('一')}${own(0)}`,
      influenceNarrative: `接待14批${half('二')}${own(500)}`,
    }),
  );
  expect(found(draft, 'R40')).toEqual([]);
});

test('the notice after a round trip through JSON finds the same', () => {
  const copy = noticeSchema.parse(JSON.parse(JSON.stringify(NOTICE)));
  const cases = [
    ...BENCHMARK_CASES.map((spoilt) => ({ spoilt, clean: benchmarkDraft() })),
    ...PRODUCT_CASES.map((spoilt) => ({ spoilt, clean: productDraft() })),
  ];
  for (const { spoilt, clean } of cases) {
    const draft = spoilt.draft?.(clean) ?? clean;
    const facts = spoilt.facts?.(cleanFacts(draft)) ?? cleanFacts(draft);
    expect(checkDraft(copy, draft, facts, TODAY)).toEqual(checkDraft(NOTICE, draft, facts, TODAY));
  }
});

test.each([
  ['digits', '1'],
  ['line breaks', '数\n'],
  ['spaces', ' '],
  ['underscores', '_ '],
  ['brackets', '（ '],
  ['years', '2024年'],
  ['units', '公司'],
  ['vague words', '显著'],
  // A watchdog: quadratic time would take minutes.
])('300,000 characters of %s are checked in linear time', { timeout: 60_000 }, (_, unit) => {
  const text = `${unit.repeat(300_000 / unit.length)}完`;
  const draft = benchmark(
    answers({
      outcomesNarrative: text,
      profileOverview: text,
      address: text,
      contactPhone: text,
      applicationDate: text,
    }),
  );
  expect(findingsOf(draft).length).toBeGreaterThan(0);
});
