import { createHash } from 'node:crypto';
import { type Field, type Form, fieldsOf } from '../../shared/form/definition.ts';
import {
  type AnswerValue,
  type Draft,
  type EvidenceFile,
  FIRST_DRAFT_VERSION,
} from '../../shared/form/draft.ts';
import {
  type NarrativeAnswer,
  type NarrativeDocument,
  narrativeAnswerSchema,
} from '../../shared/text/narrative.ts';
import { isEmptyNarrative, toNarrativeDocument } from '../../shared/text/narrative-text.ts';
import { canonicalJson } from './canonical-json.ts';

/** Crockford's base32: no I, L, O, U, so that a code read aloud or typed from paper stays itself. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** SHA-256 of each file that the draft names, by its path inside the draft; a file that is missing is absent. */
export type FileHashes = ReadonlyMap<string, string>;

/** Stands for the hash of a file that the draft names but that is not there. */
const MISSING = 'missing';

function narrativeContent(answer: NarrativeAnswer | null | undefined, hashes: FileHashes): unknown {
  const document: NarrativeDocument = toNarrativeDocument(answer);
  if (isEmptyNarrative(document)) return null;
  return document.content.map((block) => {
    if (block.type !== 'figure') return block;
    return { type: 'figure', caption: block.attrs.caption, sha256: hashes.get(block.attrs.file) ?? MISSING };
  });
}

function answerContent(field: Field, value: AnswerValue, hashes: FileHashes): unknown {
  if (value === null || value === undefined) return null;
  if (field.kind === 'narrative') {
    const answer = narrativeAnswerSchema.safeParse(value);
    return answer.success ? narrativeContent(answer.data, hashes) : value;
  }
  if (field.kind === 'scenarioBoard' && Array.isArray(value)) {
    return value.map((row) =>
      typeof row === 'object' && 'scenario' in row
        ? { ...row, description: narrativeContent(row.description, hashes) }
        : row,
    );
  }
  return value;
}

function evidenceFileContent(file: EvidenceFile, hashes: FileHashes): unknown {
  return {
    sha256: hashes.get(file.path) ?? MISSING,
    name: shownName(file),
    // 0 is the same as nothing said.
    rotate: file.rotate === 0 ? null : file.rotate,
    about: file.about,
  };
}

/** The name that is printed for an evidence file. */
export function shownName(file: EvidenceFile): string {
  const given = file.name?.trim() ?? '';
  return given === '' ? file.path.slice(file.path.lastIndexOf('/') + 1) : given;
}

/**
 * The twin code of a draft, `XXXX-XXXX`: the first 40 bits of SHA-256 over its canonical content, in
 * Crockford's base32 (design.md 11).
 *
 * It covers what is printed or handed in: notice, programme, 报送区县, every answer, the conditions'
 * answers, and evidence and figures by their content. It does not depend on how the draft is spelt
 * (order of keys, empty against absent, plain text against the same paragraphs), on where files lie
 * inside it, or on the hints that the applicant ticked for himself, which never leave his machine.
 */
export function twinCode(draft: Draft, hashes: FileHashes, form: Form): string {
  const answers = Object.fromEntries(
    fieldsOf(form).map((field) => [field.id, answerContent(field, draft.answers[field.id], hashes)]),
  );
  const evidence = Object.fromEntries(
    Object.entries(draft.evidence).map(([slot, answer]) => [
      slot,
      { files: answer?.files?.map((file) => evidenceFileContent(file, hashes)), none: answer?.none },
    ]),
  );
  const content = canonicalJson({
    // Of the content, not of the file: codes on paper stay what they are.
    formatVersion: FIRST_DRAFT_VERSION,
    notice: draft.notice,
    programme: draft.programme,
    destinationDistrict: draft.destinationDistrict,
    declarations: draft.declarations,
    answers,
    evidence,
  });
  const digest = createHash('sha256').update(content).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let position = 35n; position >= 0n; position -= 5n)
    code += ALPHABET[Number((bits >> position) & 31n)] ?? '';
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
}

/**
 * Reads a code as people type it: lower case, without the hyphen, with the letters that Crockford forgives; and
 * as a hand-held scanner types what stands in a page's QR code, with the page behind it (`XXXX-XXXX/12`).
 */
export function normaliseTwinCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^\s*对照码\s*[:]?/, '')
    .replace(/\/[A-Z]?\d+\s*$/, '')
    .replace(/[\s\-—–]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? `${plain.slice(0, GROUP)}-${plain.slice(GROUP)}` : undefined;
}
