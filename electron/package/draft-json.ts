import { DossierError } from '../../shared/errors.ts';
import type { Form, Notice, Programme } from '../../shared/form/definition.ts';
import {
  DRAFT_FORMAT_VERSION,
  type Draft,
  draftSchema,
  FIRST_DRAFT_VERSION,
} from '../../shared/form/draft.ts';
import { draftProblems } from './draft-problems.ts';
import { describeJsonFault } from './json-fault.ts';
import { repeatedKey } from './json-keys.ts';
import { findNotice } from './known-notices.ts';

/** Largest `draft.json`, bytes. */
export const LARGEST_DRAFT_JSON = 64 << 20;
/** A narrative's lists in a table in a board need about 40; more is no draft, and would exhaust the stack further on. */
const DEEPEST_NESTING = 120;
/** Walking further adds nothing: the draft is refused anyway. */
const MOST_PROBLEMS = 2_000;

export interface ReadDraft {
  draft: Draft;
  form: Form;
  notice: Notice;
}

function decodeUtf8(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DossierError('draftUnreadable', { path, detail: 'draft.json 不是 UTF-8 编码' });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new DossierError('draftUnreadable', { path, detail: `draft.json ${describeJsonFault(text)}` });
  }
}

/** Whether a value nests deeper than `limit`; keeps its own stack, as the value may be hostile. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= limit; depth += 1) {
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const child of Object.values(each))
        if (typeof child === 'object' && child !== null) next.push(child);
    }
    if (next.length === 0) return false;
    level = next;
  }
  return true;
}

function isProgramme(value: unknown): value is Programme {
  return value === 'benchmark' || value === 'product';
}

function invalid(place: string, label: string, problem: string): DossierError {
  return new DossierError('draftInvalid', { problems: [{ place, label, problem }] });
}

/** The version, the notice and the programme say which schema applies; they are judged before it. */
function identify(path: string, value: unknown): { form: Form; notice: Notice } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DossierError('draftUnreadable', { path, detail: 'draft.json 的最外层应为对象（{…}）' });
  }
  const version: unknown = Reflect.get(value, 'formatVersion');
  if (version === undefined) throw invalid('formatVersion', '格式版本', '缺少此项');
  if (typeof version === 'number' && version > DRAFT_FORMAT_VERSION) {
    throw new DossierError('draftTooNew', { found: String(version), supported: DRAFT_FORMAT_VERSION });
  }
  if (version !== FIRST_DRAFT_VERSION && version !== DRAFT_FORMAT_VERSION)
    throw invalid('formatVersion', '格式版本', `只能是 ${FIRST_DRAFT_VERSION} 或 ${DRAFT_FORMAT_VERSION}`);
  const noticeId: unknown = Reflect.get(value, 'notice');
  if (noticeId === undefined) throw invalid('notice', '通知', '缺少此项');
  const notice = typeof noticeId === 'string' ? findNotice(noticeId) : undefined;
  if (notice === undefined) {
    const found = typeof noticeId === 'string' ? noticeId : (JSON.stringify(noticeId) ?? '');
    throw new DossierError('draftUnknownNotice', { found: found.slice(0, 80).toWellFormed() });
  }
  const programme: unknown = Reflect.get(value, 'programme');
  if (!isProgramme(programme)) {
    throw invalid(
      'programme',
      '申报类别',
      programme === undefined ? '缺少此项' : '只能是“benchmark”、“product”',
    );
  }
  return { form: notice.forms[programme], notice };
}

/** Each made once: a district reads hundreds of drafts of the same two forms. */
const schemas = new WeakMap<Form, ReturnType<typeof draftSchema>>();

function schemaOf(form: Form, notice: Notice): ReturnType<typeof draftSchema> {
  const made = schemas.get(form) ?? draftSchema(form, notice.id);
  schemas.set(form, made);
  return made;
}

/**
 * Reads the bytes of a `draft.json`.
 *
 * @param path shown in messages
 * @throws draftUnreadable, draftTooNew, draftUnknownNotice, draftInvalid
 */
export function readDraftJson(path: string, bytes: Uint8Array): ReadDraft {
  if (bytes.byteLength > LARGEST_DRAFT_JSON) {
    throw new DossierError('draftUnreadable', {
      path,
      detail: `draft.json 超过 ${LARGEST_DRAFT_JSON >> 20} MB`,
    });
  }
  const text = decodeUtf8(path, bytes);
  const value = parseJson(path, text);
  const repeated = repeatedKey(text);
  if (repeated !== undefined) {
    const key = repeated.slice(0, 60).toWellFormed();
    throw new DossierError('draftUnreadable', {
      path,
      detail: `draft.json 中“${key}”出现了两次，无法判断以哪一个为准`,
    });
  }
  if (isDeeperThan(value, DEEPEST_NESTING)) {
    throw new DossierError('draftUnreadable', {
      path,
      detail: `draft.json 的嵌套超过 ${DEEPEST_NESTING} 层`,
    });
  }
  const { form, notice } = identify(path, value);
  const result = schemaOf(form, notice).safeParse(value);
  if (!result.success) {
    const problems = draftProblems(form, result.error, value).slice(0, MOST_PROBLEMS);
    throw new DossierError('draftInvalid', { problems });
  }
  return { draft: result.data, form, notice };
}
