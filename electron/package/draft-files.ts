import { evidenceSectionOf, type Form, fieldsOf } from '../../shared/form/definition.ts';
import type { AnswerValue, Draft } from '../../shared/form/draft.ts';
import { type NarrativeAnswer, narrativeAnswerSchema } from '../../shared/text/narrative.ts';
import { figuresOf, toNarrativeDocument } from '../../shared/text/narrative-text.ts';

/** A file that a draft names: a piece of evidence, or the picture of a figure. */
export interface NamedFile {
  path: string;
  use: 'evidence' | 'figure';
  /** What the draft says its SHA-256 is. */
  sha256?: string;
  /** Where the draft names it, in the notation of `DraftProblem`. */
  place: string;
  label: string;
}

/** Folder of a package that holds the evidence (design.md, Package). */
export const EVIDENCE_FOLDER = '04-佐证材料';

interface PlacedNarrative {
  answer: NarrativeAnswer;
  place: string;
  label: string;
}

function isNarrative(value: AnswerValue): value is NarrativeAnswer {
  return typeof value === 'string' || narrativeAnswerSchema.safeParse(value).success;
}

function narrativesOf(form: Form, draft: Draft): PlacedNarrative[] {
  return fieldsOf(form).flatMap((field): PlacedNarrative[] => {
    const value = draft.answers[field.id];
    if (value === null || value === undefined) return [];
    const place = `answers.${field.id}`;
    if (field.kind === 'narrative' && isNarrative(value))
      return [{ answer: value, place, label: field.label }];
    if (field.kind !== 'scenarioBoard' || !Array.isArray(value)) return [];
    return value.flatMap((row, index) => {
      if (typeof row !== 'object' || !('scenario' in row)) return [];
      const answer = row.description;
      if (answer === null || answer === undefined) return [];
      return [
        {
          answer,
          place: `${place}[${index}].description`,
          label: `${field.label} 第 ${index + 1} 项 应用描述`,
        },
      ];
    });
  });
}

/** Every file that the draft names, in the form's order, a path as often as it is named. */
export function namedFiles(form: Form, draft: Draft): NamedFile[] {
  const figures = narrativesOf(form, draft).flatMap(({ answer, place, label }) =>
    figuresOf(toNarrativeDocument(answer)).map(
      ({ attrs }): NamedFile => ({
        path: attrs.file,
        use: 'figure',
        place,
        label: `${label} 插图“${attrs.caption}”`,
        ...(attrs.sha256 === undefined ? {} : { sha256: attrs.sha256 }),
      }),
    ),
  );
  const slots = evidenceSectionOf(form).items.flatMap((item) => item.slots);
  const evidence = slots.flatMap((slot) =>
    (draft.evidence[slot.id]?.files ?? []).map(
      (file, index): NamedFile => ({
        path: file.path,
        use: 'evidence',
        place: `evidence.${slot.id}.files[${index}].path`,
        label: `${slot.label} 第 ${index + 1} 项`,
        ...(typeof file.sha256 === 'string' ? { sha256: file.sha256 } : {}),
      }),
    ),
  );
  return [...figures, ...evidence];
}

/** Why a path must not be followed, in Chinese, or undefined for one that stays inside the draft. */
export function pathProblem(path: string): string | undefined {
  if (path.includes('\0')) return '路径含有空字符';
  if (path.includes('\\')) return '路径须用“/”分隔';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return '须是草稿内的相对路径，不能是绝对路径';
  const parts = path.split('/');
  if (parts.includes('..')) return '路径指向草稿之外，已拒绝';
  if (parts.some((part) => part === '' || part === '.')) return '路径写法不规范';
  // What is known of a file stands under its path: under these names every object has something already.
  if (path in Object.prototype) return '这个名称不能用作路径，请换一个';
  return undefined;
}
