import { z } from 'zod';
import { unprintableIn } from '../../text/printable.ts';
import type { RuleContext } from '../context.ts';
import { hintClauses, hintSentences, LEAST_WHOLE, plainSentence } from '../form-hint.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { comparable, excerpt, formatList, formatNumber } from '../wording.ts';
import type { WrittenText } from '../written.ts';

function remarkOn(
  key: string,
  { field, section, name }: WrittenText,
  problem: string,
  remedy: string,
): Remark {
  return { key: `${key}:${field}`, field, section, message: `“${name}”${problem}。`, remedy };
}

/** The first of the hint's sentences, or the whole of a short hint, that the text still holds. */
function hintLeftIn(written: WrittenText): string | undefined {
  if (written.hint === undefined) return undefined;
  const hint = plainSentence(written.hint);
  const text = comparable(written.text);
  if (hint.length < LEAST_WHOLE) return text === hint ? written.hint : undefined;
  return [written.hint, ...hintSentences(written.hint)].find((part) => text.includes(plainSentence(part)));
}

/** R39: an answer that still holds the form's own sample or hint for the field, or a sentence of it. */
export const formSample = ruleKind(z.strictObject({}), (context) =>
  context.texts().flatMap((written) => {
    const left = hintLeftIn(written);
    if (left === undefined) return [];
    return [
      remarkOn(
        'sample',
        written,
        `还留有申报书的示例或提示文字“${excerpt(left)}”`,
        '请删去，换成本单位的内容。',
      ),
    ];
  }),
);

/** Patterns are data of the notice, matched line by line; the longest line that is looked at, in characters. */
const LONGEST_LINE = 200_000;

/** R39: words that stand for something still to be written (“此处填写”, “××公司”). */
export const placeholders = ruleKind(
  z.strictObject({ patterns: z.array(z.string()), remedy: z.string() }),
  (context, { patterns, remedy }) => {
    const expressions = patterns.map((pattern) => new RegExp(pattern, 'mu'));
    return context.texts().flatMap((written) => {
      // The form's own sample is formSample's.
      if (hintLeftIn(written) !== undefined) return [];
      const text = written.text.slice(0, LONGEST_LINE * 30);
      for (const expression of expressions) {
        const match = expression.exec(text);
        if (match !== null)
          return [remarkOn('placeholder', written, `还留有“${excerpt(match[0].trim())}”`, remedy)];
      }
      return [];
    });
  },
);

/**
 * R39 as a warning: the form's own heading, prompt or instruction copied into the answer (it prints
 * twice and counts), or a clause of the field's hint.
 */
export const formWording = ruleKind(z.strictObject({}), (context) => {
  const wording = formSentences(context);
  return context.texts().flatMap((written) => {
    // A sentence of the hint itself is formSample's.
    if (written.form === 'line' || hintLeftIn(written) !== undefined) return [];
    const text = comparable(written.text);
    const copied = wording.find(({ plain }) => text.includes(plain))?.sentence;
    if (copied !== undefined)
      return [
        remarkOn(
          'wording',
          written,
          `抄有申报书自带的文字“${excerpt(copied)}”`,
          '这段文字由程序印出，或只是填写说明；请从正文中删去。',
        ),
      ];
    const clause = hintClauses(written.hint ?? '').find((part) => text.includes(plainSentence(part)));
    if (clause === undefined) return [];
    return [
      remarkOn(
        'wording',
        written,
        `抄有提示文字“${excerpt(clause)}”`,
        '请删去提示文字，只写本单位的内容；用作小标题的可以保留。',
      ),
    ];
  });
});

function formSentences(context: RuleContext): { sentence: string; plain: string }[] {
  const printed = context.form.sections.flatMap((section) => [
    ...(section.kind === 'narrative' ? section.parts.flatMap(({ prompt }) => promptParts(prompt ?? '')) : []),
    section.title,
    ...('heading' in section ? [section.heading] : []),
    ...(section.instruction ?? '').split(/(?<=。)/),
  ]);
  return printed
    .map((sentence) => ({ sentence, plain: plainSentence(sentence) }))
    .filter(({ plain }) => plain.length >= LEAST_WHOLE);
}

/** A printed prompt, and what it explains behind its colon. */
function promptParts(prompt: string): string[] {
  const colon = prompt.indexOf('：');
  return colon < 0 ? [prompt] : [prompt, prompt.slice(colon + 1)];
}

/** R39 as a warning: characters that cannot be printed; the book leaves them out. */
export const printableText = ruleKind(z.strictObject({}), (context) =>
  context.texts().flatMap((written) => {
    const found = unprintableIn(written.text);
    if (found.length === 0) return [];
    return [
      remarkOn(
        'unprintable',
        written,
        `含有不能打印的字符（${formatList(found)}）`,
        '导出时自动去掉；多由复制粘贴带入，请核对前后文字。',
      ),
    ];
  }),
);

/** R39 as a warning: a line break inside a cell of one line. */
export const singleLine = ruleKind(z.strictObject({}), (context) =>
  context.texts().flatMap((written) => {
    const lines = written.form === 'line' ? written.text.trim().split(/[\r\n]+/).length : 1;
    if (lines < 2) return [];
    return [remarkOn('lines', written, `分成了 ${formatNumber(lines)} 行`, '请写成一行。')];
  }),
);
