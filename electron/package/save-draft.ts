import { type Form, fieldsOf } from '../../shared/form/definition.ts';
import {
  type AnswerValue,
  type Draft,
  type EvidenceAnswer,
  FIRST_DRAFT_VERSION,
} from '../../shared/form/draft.ts';
import { type NarrativeAnswer, narrativeAnswerSchema } from '../../shared/text/narrative.ts';
import { type ArchiveSink, type ArchiveSource, writeArchive } from './archive-writer.ts';
import { DRAFT_FILE } from './draft-file.ts';
import { namedFiles } from './draft-files.ts';
import type { FileHashes } from './twin-code.ts';

function narrativeWithHashes(answer: NarrativeAnswer, hashes: FileHashes): NarrativeAnswer {
  if (typeof answer === 'string') return answer;
  const content = answer.content.map((block) => {
    if (block.type !== 'figure') return block;
    const { file, caption } = block.attrs;
    const sha256 = hashes.get(file);
    return { ...block, attrs: { file, caption, ...(sha256 === undefined ? {} : { sha256 }) } };
  });
  return { ...answer, content };
}

function answersWithHashes(form: Form, draft: Draft, hashes: FileHashes): Record<string, AnswerValue> {
  const answers = { ...draft.answers };
  for (const field of fieldsOf(form)) {
    const value = answers[field.id];
    if (value === null || value === undefined) continue;
    if (field.kind === 'narrative') {
      const answer = narrativeAnswerSchema.safeParse(value);
      if (answer.success) answers[field.id] = narrativeWithHashes(answer.data, hashes);
    }
    if (field.kind === 'scenarioBoard' && Array.isArray(value)) {
      answers[field.id] = value.flatMap((row) => {
        if (typeof row !== 'object' || !('scenario' in row)) return [];
        const { description } = row;
        if (description === null || description === undefined) return [row];
        return [{ ...row, description: narrativeWithHashes(description, hashes) }];
      });
    }
  }
  return answers;
}

function evidenceWithHashes(
  answer: EvidenceAnswer | undefined,
  hashes: FileHashes,
): EvidenceAnswer | undefined {
  const files = answer?.files?.map(({ sha256: _recorded, ...file }) => {
    const sha256 = hashes.get(file.path);
    return sha256 === undefined ? file : { ...file, sha256 };
  });
  return files === undefined ? answer : { ...answer, files };
}

/**
 * The draft as it goes into a package: every answer, with the SHA-256 of each file that is handed in, by
 * which evidence is found in `04-佐证材料`. The ticks of the applicant's own check list and the remarks stay at home.
 */
export function draftForPackage(form: Form, draft: Draft, hashes: FileHashes): Draft {
  const { confirmations: _ownTicks, remarks: _tasks, ...handedIn } = draft;
  return {
    ...handedIn,
    formatVersion: FIRST_DRAFT_VERSION,
    answers: answersWithHashes(form, draft, hashes),
    evidence: Object.fromEntries(
      Object.entries(draft.evidence).map(([slot, answer]) => [
        slot,
        evidenceWithHashes(answer ?? undefined, hashes),
      ]),
    ),
  };
}

function draftJson(draft: Draft): ArchiveSource {
  return { name: DRAFT_FILE, bytes: Buffer.from(`${JSON.stringify(draft, null, 2)}\n`) };
}

/** Writes a `.dossier` to a new file: the draft and those of its files whose place `fileOf` knows. @param sink where its bytes go, where it is no plain file */
export async function writeDraftFile(
  target: string,
  form: Form,
  draft: Draft,
  fileOf: (path: string, use: 'evidence' | 'figure') => string | undefined,
  signal?: AbortSignal,
  sink?: ArchiveSink,
): Promise<void> {
  const sources = new Map<string, ArchiveSource>();
  for (const { path, use } of namedFiles(form, draft)) {
    const file = fileOf(path, use);
    if (file !== undefined) sources.set(path, { name: path, file });
  }
  await writeArchive(target, [draftJson(draft), ...sources.values()], signal, sink);
}
