import { expect, test } from 'vitest';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import type { EvidenceSlot } from '../../../shared/form/definition.ts';
import { slotState } from './slot-state.ts';

const slot: EvidenceSlot = { id: 'audit', label: '', expects: '', presence: 'required', keywords: [] };
const file = (problem: string | null = null): EvidenceFileView => ({
  fileId: 'aaaaaaaa',
  name: 'a.pdf',
  kind: 'pdf',
  bytes: 1,
  pages: 1,
  rotate: 0,
  about: [],
  problem,
  address: null,
  thumbnail: null,
});
const nothing = { files: [], none: null };
const base = { slot, content: nothing, other: undefined, invoices: 0, blocks: 0 };
const none = (reason: string) => ({ files: [], none: { reason } });

test('a required slot lacks its file until there is one that can be bound', () => {
  expect(slotState(base)).toBe('missing');
  expect(slotState({ ...base, content: { files: [file()], none: null } })).toBe('ready');
  expect(slotState({ ...base, content: { files: [file('已加密')], none: null } })).toBe('problem');
  expect(slotState({ ...base, content: { files: [file()], none: null }, blocks: 1 })).toBe('problem');
});

test('“无” counts where the notice allows it and a reason is given', () => {
  const allowed = { ...slot, noneAllowed: true };
  expect(slotState({ ...base, slot: allowed, content: none('尚未出具') })).toBe('none');
  expect(slotState({ ...base, slot: allowed, content: none(' ') })).toBe('problem');
  expect(slotState({ ...base, content: none('没有') })).toBe('missing');
});

test('an optional slot may stay empty until the check asks for it', () => {
  const optional: EvidenceSlot = { ...slot, presence: 'optional' };
  expect(slotState({ ...base, slot: optional })).toBe('optional');
  expect(slotState({ ...base, slot: optional, blocks: 1 })).toBe('missing');
  const instead: EvidenceSlot = { ...optional, requiredWhenNone: 'audit' };
  expect(slotState({ ...base, slot: instead, other: nothing })).toBe('optional');
  expect(slotState({ ...base, slot: instead, other: none('尚未出具') })).toBe('missing');
  expect(slotState({ ...base, slot: instead, other: { files: [file()], none: { reason: 'x' } } })).toBe(
    'optional',
  );
});

test('a ledger with rows fills its slot', () => {
  expect(slotState({ ...base, invoices: 3 })).toBe('ready');
  expect(slotState({ ...base, invoices: 3, blocks: 1 })).toBe('problem');
});
