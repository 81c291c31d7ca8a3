import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CALLS } from '../../shared/contract.ts';
import { readDocx } from '../book/docx/read-docx.ts';
import { contentCode } from '../store/content-code.ts';
import { RunningServices } from './testing/running-services.ts';

let running: RunningServices;
let draftId: string;
let revision: number;

beforeEach(async () => {
  running = await RunningServices.start();
  const { draft } = await running.call.createDraft({ programme: 'benchmark', declarations: {} });
  ({ draftId, revision } = draft);
});
afterEach(async () => running.stop());

function save(field: string, value: string): void {
  ({ revision } = running.call.saveDraft({ draftId, revision, changes: [{ kind: 'answer', field, value }] }));
}
/** As an export for sealing ends, and the draft is unlocked to be mended. */
function exportAndUnlock() {
  const { exports, context } = running.data.store;
  exports.keepPresent(draftId);
  const twinCode = contentCode(context, draftId) ?? '';
  exports.remember({ draft: draftId, revision, twinCode, packageName: '甲', incomplete: false });
  exports.unlock(draftId);
  return twinCode;
}
const list = () => CALLS.listRemarks.output.parse(running.call.listRemarks({ draftId })).remarks;
const add = (text: string) => running.call.addRemarks({ draftId, text });

test('pasted remarks become tasks in their order, each at the place that its words name', () => {
  add('存在以下问题：\n1. 联系电话有误\n2. 营业执照未提供扫描件\n3. 请尽快。');
  expect(list()).toMatchObject([
    { text: '联系电话有误', place: 'contactPhone', state: 'open', answer: '', baseRevision: null },
    { text: '营业执照未提供扫描件', place: 'businessLicence' },
    { text: '请尽快。', place: null },
  ]);
  add('企业地址不全');
  expect(list().map(({ text }) => text)).toContain('企业地址不全');
  expect(add('  \n ').remarks).toHaveLength(4);
  expect(() => add(Array.from({ length: 300 }, (_, at) => `${at}行`).join('\n'))).toThrow('没有添加');
});

test('a remark is changed, removed and put back where it stood', () => {
  add('1. 联系电话有误\n2. 地址不全\n3. 请尽快');
  const [first, second] = list();
  const remarkId = second?.remarkId ?? '';
  running.call.saveRemark({ draftId, remarkId, place: null, state: 'explained', answer: '无误' });
  running.call.removeRemark({ draftId, remarkId });
  expect(list().map(({ text }) => text)).toEqual(['联系电话有误', '请尽快']);
  const lost = { draftId, remarkId, place: null, state: 'open' as const, answer: '' };
  expect(() => running.call.saveRemark(lost)).toThrow(expect.objectContaining({ code: 'gone' }));
  running.call.returnRemark({ draftId, remarkId });
  expect(list()).toMatchObject([{ remarkId: first?.remarkId }, { state: 'explained', answer: '无误' }, {}]);
});

test('what was changed since the export that the officer saw is counted at the remark’s place', () => {
  save('contactPhone', '13800000000');
  exportAndUnlock();
  add('1. 联系电话有误\n2. 企业地址不全');
  expect(list().map(({ changes }) => changes)).toEqual([0, 0]);
  save('contactPhone', '13900000000');
  expect(list().map(({ changes }) => changes)).toEqual([1, 0]);
  // Sealed anew, the remark is still told from what the officer had before him.
  exportAndUnlock();
  expect(list().map(({ changes }) => changes)).toEqual([1, 0]);
});

test('the 修改说明 answers the remarks in their order, and names what else was changed', async () => {
  save('contactPhone', '13800000000');
  save('applicantName', '重庆甲');
  const before = exportAndUnlock();
  add('1. 联系电话有误\n2. 请说明利润为负的原因');
  const [phone, profit] = list();
  save('contactPhone', '13900000000');
  save('address', '璧山区二号');
  const remark = { draftId, place: 'contactPhone', state: 'changed' as const, answer: '' };
  running.call.saveRemark({ ...remark, remarkId: phone?.remarkId ?? '' });
  running.call.saveRemark({
    ...{ draftId, place: null, state: 'explained' as const, answer: '当年扩建厂房' },
    remarkId: profit?.remarkId ?? '',
  });
  const target = join(running.folder, '修改说明.docx');
  running.answers.push([target]);
  expect(await running.call.writeAnswers({ draftId })).toMatchObject({ outcome: 'written' });
  const read = JSON.stringify(await readDocx(readFileSync(target)));
  const order = [
    before,
    '联系电话有误',
    '已修改',
    '13800000000',
    '13900000000',
    '请说明利润为负的原因',
    '说明：当年扩建厂房',
    '其他修改',
    '璧山区二号',
  ].map((said) => read.indexOf(said));
  expect(order.every((at) => at >= 0)).toBe(true);
  expect(order).toEqual([...order].sort((left, right) => left - right));
});

test('remarks on a draft that was never exported are answered without a comparison', async () => {
  add('联系电话有误');
  running.answers.push([join(running.folder, '修改说明.docx')]);
  expect(await running.call.writeAnswers({ draftId })).toMatchObject({ outcome: 'written' });
  running.answers.push([]);
  expect(await running.call.writeAnswers({ draftId })).toEqual({ outcome: 'cancelled' });
});
