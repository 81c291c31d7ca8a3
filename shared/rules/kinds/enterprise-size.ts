import { z } from 'zod';
import { judgeEnterpriseSize } from '../../reference/enterprise-size.ts';
import type { RuleContext } from '../context.ts';
import { ruleKind } from '../rule-kind.ts';

const parameters = z.strictObject({
  size: z.string(),
  industry: z.string(),
  employees: z.string(),
  revenue: z.string(),
  assets: z.string(),
});

function judge(context: RuleContext, places: z.infer<typeof parameters>) {
  const code = /\d{2,4}/.exec(context.text(places.industry).slice(0, 20))?.[0];
  if (code === undefined) return undefined;
  return judgeEnterpriseSize(code, {
    employees: context.number(places.employees),
    revenueWan: context.number(places.revenue),
    assetsWan: context.number(places.assets),
  });
}

/**
 * R12: the ticked size is the one that 工信部联企业〔2011〕300号 gives for the industry and the latest
 * figures; a large enterprise may not apply. Silent while the figures do not settle it.
 */
export const enterpriseSize = ruleKind(parameters, (context, places) => {
  const judgement = judge(context, places);
  const ticked = context.text(places.size);
  if (judgement?.known !== true || judgement.size === ticked) return [];
  const remark = (message: string, remedy: string) => [
    { key: places.size, field: places.size, message, remedy },
  ];
  if (judgement.size === '大型')
    return remark(
      `按所填数据，企业属于大型，不符合中小企业条件。${judgement.explanation}`,
      '请核对行业、员工人数和营业收入；无误则不能申报。',
    );
  if (ticked === '') return [];
  return remark(
    `企业规模选择“${ticked}”，按所填数据应为“${judgement.size}”。${judgement.explanation}`,
    `请改选“${judgement.size}”，或核对行业、员工人数和营业收入。`,
  );
});

/** R12 as a warning: industries that the standard does not settle. */
export const enterpriseSizeUnsettled = ruleKind(parameters, (context, places) => {
  const judgement = judge(context, places);
  if (judgement === undefined || judgement.known) return [];
  if (judgement.reason !== 'notCovered' && judgement.reason !== 'unsettled') return [];
  return [
    {
      key: `unsettled:${places.size}`,
      field: places.size,
      message: judgement.explanation,
      remedy: '请与区县经信部门核实企业规模的认定依据。',
    },
  ];
});
