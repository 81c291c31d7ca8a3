import { z } from 'zod';
import type { EvidenceItem, EvidenceSlot } from '../../form/definition.ts';
import type { RuleContext } from '../context.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, formatList } from '../wording.ts';

function saysNone(context: RuleContext, slotId: string): boolean {
  return context.evidence(slotId)?.none != null && context.files([slotId]).length === 0;
}

function isRequired(context: RuleContext, slot: EvidenceSlot): boolean {
  return slot.requiredWhenNone === undefined
    ? slot.presence === 'required'
    : saysNone(context, slot.requiredWhenNone);
}

/** “附件1 六（二）”: the line of the checklist. */
function clauseOf(context: RuleContext, item: EvidenceItem): string {
  const section = context.form.sections.find((each) => each.kind === 'evidence');
  const number = /^[一二三四五六七八九十]+/.exec(section?.title ?? '')?.[0] ?? '';
  return `${context.form.annex} ${number}${item.number}`;
}

/** What a slot takes, without the condition on which it is asked: here the condition holds. */
function expectedIn({ expects, requiredWhenNone }: EvidenceSlot): string {
  return requiredWhenNone === undefined ? expects : expects.replace(/^仅在[^：]*：/, '');
}

/** R22, R25, R34, R36: each slot is filled, or says “无” with a reason where the notice allows it. */
export const evidencePresent = ruleKind(
  z.strictObject({ slots: z.array(z.string()).optional(), except: z.array(z.string()).optional() }),
  (context, { slots, except }) =>
    context.slots().flatMap(({ item, slot }): Remark[] => {
      if (slots === undefined ? except?.includes(slot.id) === true : !slots.includes(slot.id)) return [];
      if (!isRequired(context, slot) || context.files([slot.id]).length > 0) return [];
      const clause = clauseOf(context, item);
      const remark = (message: string, remedy: string) => [
        { key: slot.id, evidence: slot.id, clause, message, remedy },
      ];
      const name = `${item.number}${slot.label}`;
      if (slot.ledgerField !== undefined) {
        if ((context.ledger(slot.ledgerField)?.invoices.length ?? 0) > 0) return [];
        return remark(`“${name}”的发票清单还是空的。`, '请填写或导入发票清单。');
      }
      if (saysNone(context, slot.id)) {
        if (slot.noneAllowed !== true)
          return remark(`“${name}”不能填“无”。`, `请上传材料：${expectedIn(slot)}`);
        if ((context.evidence(slot.id)?.none?.reason ?? '').trim() === '')
          return remark(`“${name}”填了“无”，没有说明原因。`, '请写明原因。');
        return [];
      }
      if (slot.requiredWhenNone !== undefined) {
        const instead = context.slot(slot.requiredWhenNone)?.label ?? slot.requiredWhenNone;
        return remark(`“${instead}”填了“无”，还需要“${slot.label}”。`, `请上传：${expectedIn(slot)}`);
      }
      const saysHow = slot.expects.includes('“无”');
      const orNone = slot.noneAllowed === true && !saysHow ? '；确实没有的，选“无”并说明原因' : '';
      return remark(`“${name}”还没有材料。`, `请上传：${expectedIn(slot).replace(/。$/, '')}${orNone}。`);
    }),
);

/** R36 as a warning: “无” beside files. */
export const noneContradicted = ruleKind(z.strictObject({}), (context) =>
  context.slots().flatMap(({ item, slot }) => {
    if (context.evidence(slot.id)?.none == null || context.files([slot.id]).length === 0) return [];
    return [
      {
        key: `none:${slot.id}`,
        evidence: slot.id,
        message: `“${item.number}${slot.label}”既有文件，又填了“无”。`,
        remedy: '请取消“无”，或移走文件；导出时以文件为准。',
      },
    ];
  }),
);

/** R36 as a warning: one and the same file for different things, by its content. */
export const distinctFiles = ruleKind(z.strictObject({}), (context) => {
  const places = new Map<string, { slots: Set<string>; labels: string[]; names: Set<string> }>();
  for (const { slot, file, name } of context.files()) {
    const facts = context.factsOf(file.path);
    const hash = facts?.sha256 ?? file.sha256;
    if (hash === null || hash === undefined || hash === '' || facts?.bytes === 0) continue;
    const place = places.get(hash) ?? { slots: new Set<string>(), labels: [], names: new Set() };
    place.slots.add(slot.id);
    place.labels.push(slot.label);
    place.names.add(name);
    places.set(hash, place);
  }
  return [...places].flatMap(([hash, { slots, labels, names }]) => {
    if (labels.length < 2) return [];
    const [evidence] = slots;
    const where = slots.size > 1 ? `：${formatList([...new Set(labels)].map((label) => `“${label}”`))}` : '';
    return [
      {
        key: `same:${hash.slice(0, 16)}`,
        ...(evidence === undefined ? {} : { evidence }),
        message: `文件${formatList([...names].map((name) => `“${excerpt(name, 60)}”`))}${names.size > 1 ? '内容完全相同，共' : ''}用了 ${labels.length} 次${where}。`,
        remedy: '请确认没有放错；一份材料证明多项的，可以保留。',
      },
    ];
  });
});

/** R15 as a warning: a paper that reviewers like to see, by words in file names. */
export const fileSuggested = ruleKind(
  z.strictObject({ slot: z.string(), words: z.array(z.string()), message: z.string(), remedy: z.string() }),
  (context, { slot, words, message, remedy }) => {
    const found = context
      .files()
      .some(({ file, name }) =>
        words.some((word) => [name, ...(file.about ?? [])].some((text) => text.includes(word))),
      );
    return found ? [] : [{ key: `suggested:${slot}`, evidence: slot, message, remedy }];
  },
);
