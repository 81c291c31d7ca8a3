import { z } from 'zod';
import { narrativeText } from '../../text/narrative-text.ts';
import type { RuleContext, SlotFile } from '../context.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { comparable, excerpt, shortLabel } from '../wording.ts';
import { saysNone } from './choices.ts';

/** True when a file says, by `about` or by its name, that it proves one of the words. */
export function provesAny({ file, name }: SlotFile, words: readonly string[]): boolean {
  const claims = [...(file.about ?? []), name].map((claim) => comparable(claim.slice(0, 300)));
  return words.map(comparable).some((word) => word !== '' && claims.some((claim) => claim.includes(word)));
}

/** What is ticked, and for “其他” each thing that its text names. */
export function honoursNamed(context: RuleContext, field: string, other: string): string[] {
  const ticked = context.choices(field);
  const named = context
    .text(other)
    .slice(0, 2000)
    .split(/[、；;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !saysNone(part));
  return [...ticked.filter((honour) => honour !== '其他'), ...(ticked.includes('其他') ? named : [])];
}

/**
 * R13: each honour that is ticked or named has a file, known by `about` or by words of its name.
 * `words` gives other words for an honour's file, beside the honour itself.
 */
export const honoursProven = ruleKind(
  z.strictObject({
    field: z.string(),
    other: z.string(),
    slots: z.array(z.string()).min(1),
    words: z.record(z.string(), z.array(z.string())),
  }),
  (context, { field, other, slots, words }) => {
    const files = context.files(slots);
    const otherWords = new Map(Object.entries(words));
    const [slot = ''] = slots;
    return [...new Set(honoursNamed(context, field, other))].flatMap((honour): Remark[] => {
      if (files.some((file) => provesAny(file, [honour, ...(otherWords.get(honour) ?? [])]))) return [];
      return [
        {
          key: honour.slice(0, 60),
          field,
          evidence: slot,
          message: `荣誉称号“${excerpt(honour)}”还没有对应的证明文件。`,
          remedy: '请上传证书或公布文件，并在文件上注明它证明哪一项荣誉。',
        },
      ];
    });
  },
);

/** R13: what a text claims (honours, standards) has at least one file in one of the slots. */
export const proofWhenStated = ruleKind(
  z.strictObject({ field: z.string(), slots: z.array(z.string()).min(1) }),
  (context, { field, slots }) => {
    const text = narrativeText(context.document(field)).trim();
    const [slot = ''] = slots;
    if (text === '' || saysNone(text) || context.files(slots).length > 0) return [];
    return [
      {
        key: field,
        field,
        evidence: slot,
        message: `“${shortLabel(context.label(field))}”写有内容，“${context.slot(slot)?.label ?? slot}”还没有文件。`,
        remedy: '请上传所写各项的佐证；没有的，正文写“无”。',
      },
    ];
  },
);
