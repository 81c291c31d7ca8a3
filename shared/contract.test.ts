import { expect, test } from 'vitest';
import { z } from 'zod';
import { LARGEST_CHUNK } from './contract/evidence.ts';
import { CALLS, EVENTS } from './contract.ts';
import { CALL_NAMES, type CallName, EVENT_NAMES, listenerName } from './contract-names.ts';

const withInput = CALL_NAMES.filter((name) => !(CALLS[name].input instanceof z.ZodUndefined));

test('every name has its schemas, and no schema is without a name', () => {
  expect(Object.keys(CALLS).sort()).toEqual([...CALL_NAMES].sort());
  expect(Object.keys(EVENTS).sort()).toEqual([...EVENT_NAMES].sort());
  expect(new Set([...CALL_NAMES, ...EVENT_NAMES.map(listenerName)]).size).toBe(
    CALL_NAMES.length + EVENT_NAMES.length,
  );
});

const ID = 'a1b2c3d4e5';
const EXAMPLES: Partial<Record<CallName, unknown>> = {
  listDrafts: { bin: false },
  createDraft: { programme: 'benchmark', declarations: { operatesInChongqing: 'yes' } },
  openDraft: { draftId: ID },
  saveDraft: {
    draftId: ID,
    revision: 3,
    changes: [
      { kind: 'answer', field: 'applicantName', value: '重庆示例食品有限公司' },
      { kind: 'answer', field: 'indicators', value: { '2024': { revenue: 1.5, employees: null } } },
      { kind: 'answer', field: 'honours', value: [] },
      { kind: 'answer', field: 'address', value: null },
      { kind: 'confirmation', finding: 'R41:seal', value: true },
    ],
  },
  sendChunk: { uploadId: ID, offset: 0, bytes: new Uint8Array(LARGEST_CHUNK) },
  startExport: { draftId: ID, revision: 3, placeId: ID, incomplete: false, zip: true },
  createBatch: {
    name: '渝北区 2025 年推荐',
    notice: 'cq-2025-40',
    programmes: ['benchmark', 'product'],
    district: '渝北区',
    recommender: '渝北区经济信息委',
    contactName: '王科',
    contactPhone: '023-67800000',
  },
  startIntake: { batchId: ID, sourceIds: [ID], receivedOn: '2025-10-20' },
  addEntry: {
    batchId: ID,
    programme: 'product',
    values: { applicantName: '重庆示例软件有限公司', productName: '排程系统' },
    creditCode: '91500000MA5U123456',
    receivedOn: '2025-10-20',
  },
  saveVerdict: { batchId: ID, entryIds: [ID], verdict: 'returned', reasons: '缺审计报告' },
  rotateEvidence: { draftId: ID, fileId: ID, rotate: 90 },
};

test.each(Object.entries(EXAMPLES))('%s takes what the window sends', (name, input) => {
  expect(CALLS[name as CallName].input.safeParse(input).success).toBe(true);
});

test.each(Object.entries(EXAMPLES))('%s refuses an unknown key, wrong types and a huge id', (name, input) => {
  const { input: schema } = CALLS[name as CallName];
  const fields = input as Record<string, unknown>;
  expect(schema.safeParse({ ...fields, extra: 1 }).success).toBe(false);
  for (const key of Object.keys(fields)) {
    expect(schema.safeParse({ ...fields, [key]: Symbol.iterator }).success).toBe(false);
    expect(schema.safeParse({ ...fields, [key]: 'x'.repeat(1e7) }).success).toBe(false);
    const { [key]: _, ...rest } = fields;
    expect(schema.safeParse(rest).success).toBe(false);
  }
});

test.each(withInput)('%s refuses nothing, a number, a list and an empty object with a stray key', (name) => {
  const { input } = CALLS[name];
  for (const wrong of [undefined, null, 7, 'text', [], { stray: true }])
    expect(input.safeParse(wrong).success).toBe(false);
});

test.each(CALL_NAMES.filter((name) => !withInput.includes(name)))('%s takes nothing at all', (name) => {
  expect(CALLS[name].input.safeParse(undefined).success).toBe(true);
  expect(CALLS[name].input.safeParse({}).success).toBe(false);
});

test('a piece of a file is bytes, and no larger than the limit', () => {
  const { input } = CALLS.sendChunk;
  const piece = (bytes: unknown) => input.safeParse({ uploadId: ID, offset: 0, bytes }).success;
  expect(piece(new Uint8Array(LARGEST_CHUNK + 1))).toBe(false);
  expect(piece(new ArrayBuffer(8))).toBe(false);
  expect(piece([1, 2, 3])).toBe(false);
});

test.each(['../x', 'a/b', 'C:\\x', '', 'x\0y'])('the name of a dropped file is no path: %j', (name) => {
  const target = { kind: 'figure' };
  expect(CALLS.beginUpload.input.safeParse({ draftId: ID, target, name, bytes: 1 }).success).toBe(false);
});

test.each(['../../etc/passwd', 'short', 'x'.repeat(65), 'a b c d e f'])('an id is opaque: %j', (draftId) => {
  expect(CALLS.openDraft.input.safeParse({ draftId }).success).toBe(false);
});

/** Every property name that a schema mentions, however deep. */
function propertiesOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found;
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null)
    for (const name of Object.keys(schema.properties)) found.add(name);
  for (const inner of Object.values(schema)) propertiesOf(inner, found);
  return found;
}

test.each(withInput)('%s names no place on the disk', (name) => {
  const schema = z.toJSONSchema(CALLS[name].input, { io: 'input', unrepresentable: 'any' });
  const names = [...propertiesOf(schema)];
  expect(names.filter((each) => /path|folder|directory|filename|url|channel/i.test(each))).toEqual([]);
});
