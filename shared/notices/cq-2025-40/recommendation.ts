import type { Notice } from '../../form/definition.ts';
import { BENCHMARK_FORM } from './benchmark.ts';
import { PRODUCT_FORM } from './product.ts';

/**
 * 推荐意见 that goes to the city (通知四（二）: “推荐资料（含推荐意见……）”). The notice gives no form for it: this wording is
 * ours, in the style of an official letter, and every paragraph may be worded anew.
 */
const OPENING =
  '按照《关于组织开展2025年中小企业数字化转型标杆企业和“小快轻准”数字化产品申报工作的通知》（渝经信中小〔2025〕40号）要求，我单位组织开展了申报和初核工作。现将推荐意见报告如下。';
const CHECKED =
  '我单位已对照通知规定的申报条件和资料要求，对上述申报项目的申报资料进行了初核，同意推荐。企业申报资料电子版和纸质件各一份随文报送。';
const BENCHMARKS = '中小企业数字化转型标杆企业';
const PRODUCTS = '“小快轻准”数字化产品和解决方案';
const [BENCHMARK_TABLE, PRODUCT_TABLE] = [BENCHMARK_FORM.summary.title, PRODUCT_FORM.summary.title];

export const RECOMMENDATION: Notice['recommendation'] = {
  both: {
    titleLines: ['关于推荐2025年中小企业数字化转型', '标杆企业和“小快轻准”数字化产品的意见'],
    paragraphs: [
      OPENING,
      '一、推荐情况',
      `共推荐申报项目【推荐总数】个，其中${BENCHMARKS}【标杆企业数】家，${PRODUCTS}【产品数】个。`,
      '二、初核意见',
      CHECKED,
      '三、推荐名单',
      `（一）${BENCHMARKS}`,
      '【标杆企业名单】',
      `（二）${PRODUCTS}`,
      '【产品名单】',
      `附件：1.${BENCHMARK_TABLE}`,
      `　　　2.${PRODUCT_TABLE}`,
    ],
  },
  benchmark: {
    titleLines: ['关于推荐2025年中小企业数字化转型', '标杆企业的意见'],
    paragraphs: [
      OPENING,
      '一、推荐情况',
      `共推荐${BENCHMARKS}【标杆企业数】家。`,
      '二、初核意见',
      CHECKED,
      '三、推荐名单',
      '【标杆企业名单】',
      `附件：${BENCHMARK_TABLE}`,
    ],
  },
  product: {
    titleLines: ['关于推荐2025年“小快轻准”', '数字化产品和解决方案的意见'],
    paragraphs: [
      OPENING,
      '一、推荐情况',
      `共推荐${PRODUCTS}【产品数】个。`,
      '二、初核意见',
      CHECKED,
      '三、推荐名单',
      '【产品名单】',
      `附件：${PRODUCT_TABLE}`,
    ],
  },
};
