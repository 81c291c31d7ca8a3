import { z } from 'zod';
import { ruleKind } from '../rule-kind.ts';
import { comparable, excerpt, shortLabel } from '../wording.ts';

/** R11, R12, R13, R30, R31: what is chosen stands among the form's boxes, each once. */
export const amongOptions = ruleKind(z.strictObject({ fields: z.array(z.string()) }), (context, { fields }) =>
  fields.flatMap((field) => {
    const definition = context.field(field);
    if (definition?.kind !== 'choice' && definition?.kind !== 'choices') return [];
    if (!context.isAsked(definition)) return [];
    const chosen = context.choices(field);
    const strange = chosen.find((option) => !definition.options.includes(option));
    const label = shortLabel(definition.label);
    const remark = (message: string, remedy: string) => [{ key: `options:${field}`, field, message, remedy }];
    if (strange !== undefined)
      return remark(
        `“${label}”的“${excerpt(strange)}”不在可选项内。`,
        `可选：${definition.options.join('、')}。`,
      );
    if (new Set(chosen).size < chosen.length) return remark(`“${label}”有重复的选项。`, '请删去重复的选项。');
    return [];
  }),
);

/** R30, R31: at least so many boxes ticked. */
export const chosenAtLeast = ruleKind(
  z.strictObject({ field: z.string(), minimum: z.number().int().positive() }),
  (context, { field, minimum }) => {
    if (context.choices(field).length >= minimum) return [];
    const label = shortLabel(context.label(field));
    return [
      { key: `atLeast:${field}`, field, message: `“${label}”至少选择 ${minimum} 项。`, remedy: '请勾选。' },
    ];
  },
);

/** Says of a text that there is nothing: “无”, “暂无相关荣誉。”, “/”. */
export function saysNone(text: string): boolean {
  const plain = comparable(text.slice(0, 200)).replace(/[。.;；,，]/g, '');
  // 无锡, 无人机, 无线 … begin a name.
  return (
    /^[/\-—–、]*$/.test(plain) ||
    (plain.length <= 24 &&
      /^(无(?![锡人线损缝菌尘纸])|暂无|没有|尚无|尚未|暂未|未获得|未参与|不涉及)/.test(plain))
  );
}

/**
 * Says nothing but that there is nothing: “无”, “暂无佐证材料。”, “/”. Unlike {@link saysNone} it never takes
 * “无法追溯批次” or “没有系统，靠人工” for it, which are honest answers of a case.
 */
export function saysOnlyNone(text: string): boolean {
  const plain = comparable(text.slice(0, 200)).replace(/[。.;；,，]/g, '');
  return (
    /^[/\\\-—–、_]*$/.test(plain) ||
    /^(?:暂无|无|没有|尚无|目前无|未提供|暂未提供|不涉及|不适用|N\/?A|NONE|NULL)(?:相关|其他|任何|对应)?(?:佐证|证明|材料|资料|文件|内容|说明|描述|费用|成效|需求|周期|信息)*$/.test(
      plain,
    )
  );
}

/** R13: “其他” that is explained by nothing (“无”, “/”, the form's own “请注明”). */
export const otherExplained = ruleKind(
  z.strictObject({ fields: z.array(z.string()) }),
  (context, { fields }) =>
    fields.flatMap((field) => {
      const definition = context.field(field);
      const text = context.text(field);
      if (definition === undefined || !context.isAsked(definition) || text === '') return [];
      if (!saysNone(text)) return [];
      return [
        {
          key: `explained:${field}`,
          field,
          message: `选择了“其他”，但“${shortLabel(definition.label)}”填写的是“${excerpt(text)}”。`,
          remedy: '请写明具体内容，或取消“其他”。',
        },
      ];
    }),
);
