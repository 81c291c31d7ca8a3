import { z } from 'zod';
import { SCENARIOS } from '../../reference/scenarios.ts';
import { isEmptyNarrative, narrativeText, toNarrativeDocument } from '../../text/narrative-text.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, formatNumber } from '../wording.ts';
import { saysOnlyNone } from './choices.ts';

const NAMES: ReadonlySet<string> = new Set(SCENARIOS.map(({ name }) => name));

/** R26: rows are scenarios of the 16, each once, each with level 1 to 4, a description and its proof. */
export const scenarioRows = ruleKind(z.strictObject({ board: z.string() }), (context, { board }) => {
  const rows = context.scenarios(board);
  if (rows.length === 0)
    return [
      {
        key: 'none',
        field: board,
        message: '应用场景明细表还是空的。',
        remedy: '请从 16 项业务场景中选择已应用的，逐项填写。',
      },
    ];
  const seen = new Map<string, number>();
  return rows.flatMap((row, index): Remark[] => {
    const name = row.scenario.trim();
    const called = `第 ${index + 1} 个场景${name === '' ? '' : `“${excerpt(name)}”`}`;
    const remark = (part: string, message: string, remedy: string): Remark => ({
      key: `${index}.${part}`,
      field: `${board}.${index}.${part}`,
      message,
      remedy,
    });
    const first = seen.get(name);
    if (first === undefined) seen.set(name, index);
    const remarks: Remark[] = [];
    if (!NAMES.has(name)) {
      const meant = name.replace(/类$/, '');
      const remedy = NAMES.has(meant) ? `请改为“${meant}”。` : '请从 16 项业务场景中选择。';
      remarks.push(remark('scenario', `${called}不是评测指标的 16 项业务场景之一。`, remedy));
    } else if (first !== undefined)
      remarks.push(remark('scenario', `${called}与第 ${first + 1} 个重复。`, '请合并为一行。'));
    const { level } = row;
    if (typeof level !== 'number' || level < 1 || level > 4)
      remarks.push(remark('level', `${called}还没有选择应用水平（一级至四级）。`, '请对照判定表选择。'));
    const description = toNarrativeDocument(row.description);
    if (isEmptyNarrative(description) || saysOnlyNone(narrativeText(description)))
      remarks.push(remark('description', `${called}还没有应用描述。`, '请写明用什么系统、做到什么程度。'));
    const proof = toNarrativeDocument(row.proof);
    if (isEmptyNarrative(proof) || saysOnlyNone(narrativeText(proof)))
      remarks.push(
        remark(
          'proof',
          isEmptyNarrative(proof) ? `${called}还没有佐证。` : `${called}的佐证不能填“无”。`,
          '请写明佐证材料的名称和所在位置，如“附件五第 3 页系统截图”。',
        ),
      );
    return remarks;
  });
});

/** R26: the number stated is the number of rows. */
export const scenarioCount = ruleKind(
  z.strictObject({ count: z.string(), board: z.string() }),
  (context, { count, board }) => {
    const stated = context.number(count);
    const { length } = context.scenarios(board);
    if (stated === undefined || length === 0 || stated === length) return [];
    return [
      {
        key: 'count',
        field: count,
        message: `应用场景数量填写 ${formatNumber(stated)} 个，明细表有 ${length} 行。`,
        remedy: '请改为一致。',
      },
    ];
  },
);
