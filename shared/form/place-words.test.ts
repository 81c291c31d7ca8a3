import { expect, test } from 'vitest';
import { BENCHMARK_FORM } from '../notices/cq-2025-40/benchmark.ts';
import { PRODUCT_FORM } from '../notices/cq-2025-40/product.ts';
import { placeWords } from './place-words.ts';

test.each([
  [BENCHMARK_FORM, 'creditCode', '统一社会信用代码'],
  [BENCHMARK_FORM, 'profileOverview', '（一）申报单位概况'],
  [BENCHMARK_FORM, 'indicators.2024.revenue', '生产经营指标 2024 年营业收入'],
  [BENCHMARK_FORM, 'scenarios.2.description', '数字化经营应用场景明细表 场景 3 应用描述'],
  [BENCHMARK_FORM, 'audit2023', '2023年财务审计报告'],
  [BENCHMARK_FORM, 'declarations.soundFinances', '申报条件自查'],
  [BENCHMARK_FORM, 'destinationDistrict', '报送区县'],
  [PRODUCT_FORM, 'cases.2.effect', '典型应用案例 案例 3 改造成效'],
  [PRODUCT_FORM, 'cases.0', '典型应用案例 案例 1'],
  [PRODUCT_FORM, 'cases', '典型应用案例'],
  [PRODUCT_FORM, 'toString.constructor', ''],
  [PRODUCT_FORM, '', ''],
])('%#: %s', (form, place, words) => {
  expect(placeWords(form, place)).toBe(words);
});

test('an invoice is counted as a person counts, and a long label is cut', () => {
  expect(placeWords(BENCHMARK_FORM, 'investmentLedger.invoices.0.amount')).toMatch(/^.{30}… 发票 1 金额$/);
});
