import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CALLS } from '../../shared/contract.ts';
import { compareDrafts } from '../../shared/form/compare-drafts.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { readDocx } from '../book/docx/read-docx.ts';
import { composeChanges } from '../package/changes-book.ts';
import { codedPdf } from '../sealing/testing/coded-pages.ts';
import { contentCode } from '../store/content-code.ts';
import { exportDraftFile } from '../store/transfer.ts';
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

const store = () => running.data.store;
const code = () => contentCode(store().context, draftId) ?? '';
function save(field: string, value: string): void {
  running.wait(60_000);
  ({ revision } = running.call.saveDraft({ draftId, revision, changes: [{ kind: 'answer', field, value }] }));
}
/** As an export from the window ends. */
function exportNow(incomplete = false) {
  store().exports.keepPresent(draftId);
  return store().exports.remember({
    ...{ draft: draftId, revision, twinCode: code(), incomplete },
    packageName: `重庆甲-标杆企业申报-20251010-${code()}`,
  });
}
const check = (typed: string) => CALLS.checkCode.output.parse(running.call.checkCode({ typed }));

test('a locked draft refuses every change with its code, and takes them again once unlocked', async () => {
  save('applicantName', '重庆甲');
  const { twinCode } = exportNow();
  const [line] = running.call.listDrafts({ bin: false }).drafts;
  expect(line?.sealing).toMatchObject({ state: 'locked', twinCode, revision });
  const refused = expect.objectContaining({ code: 'draftLocked', data: { twinCode } });
  expect(() => save('address', '一号')).toThrow(refused);
  await expect(running.call.setEvidenceNone({ draftId, slot: 'otherProof', reason: '无' })).rejects.toThrow(
    refused,
  );
  await expect(running.call.pickEvidence({ draftId, slot: 'businessLicence' })).rejects.toThrow(refused);
  expect(running.call.unlockDraft({ draftId }).sealing?.state).toBe('valid');
  save('address', '一号');
  expect(running.call.readSealing({ draftId }).sealing?.state).toBe('void');
  expect((await running.call.openDraft({ draftId })).summary.sealing?.state).toBe('void');
});

test('a code from paper names draft, export and what was changed since, field by field', () => {
  save('applicantName', '重庆甲机械有限公司');
  const { twinCode } = exportNow();
  const same = check(twinCode.toLowerCase().replace('-', ' '));
  expect(same).toMatchObject({
    outcome: 'known',
    matches: [{ draft: { draftId }, exported: { twinCode, revision }, presentCode: twinCode, changes: [] }],
  });
  running.call.unlockDraft({ draftId });
  save('applicantName', '重庆乙机械有限公司');
  expect(check(twinCode)).toMatchObject({
    matches: [
      {
        presentCode: code(),
        changes: [{ label: '企业名称', before: '重庆甲机械有限公司', after: '重庆乙机械有限公司' }],
      },
    ],
  });
});

test('the code of a content that was never exported is known, and nothing else is', () => {
  save('applicantName', '重庆甲');
  expect(check(code())).toMatchObject({
    outcome: 'known',
    matches: [{ exported: null, presentCode: code(), changes: [] }],
  });
  expect(check('0000 0000')).toEqual({ outcome: 'unknown', twinCode: '0000-0000' });
  for (const none of ['', '你好', '1234-567', 'U234-5678'])
    expect(check(none)).toEqual({ outcome: 'noCode' });
});

test('two versions are compared, in both directions, and a version that is gone is told', () => {
  save('applicantName', '甲');
  const made = exportNow(true);
  save('applicantName', '乙');
  const compare = (from: number, to: number | null) =>
    CALLS.compareVersions.output.parse(running.call.compareVersions({ draftId, from, to }));
  expect(compare(made.revision, null)).toMatchObject({
    from: { twinCode: made.twinCode, exportedAt: made.exportedAt },
    to: { revision, twinCode: code(), exportedAt: null },
    changes: [{ before: '甲', after: '乙' }],
  });
  expect(compare(revision, made.revision).changes).toMatchObject([{ before: '乙', after: '甲' }]);
  expect(compare(revision, null).changes).toEqual([]);
  expect(() => compare(99, null)).toThrow(expect.objectContaining({ code: 'versionGone' }));
});

test('the 修改说明 is a Word file with both codes and every change, and takes the place of an old one', async () => {
  save('applicantName', '重庆甲机械有限公司');
  const made = exportNow(true);
  save('applicantName', '重庆乙机械有限公司');
  const target = join(running.folder, '修改说明.docx');
  writeFileSync(target, 'old');
  running.answers.push([target]);
  const written = await running.call.writeChanges({ draftId, from: made.revision, to: null });
  expect(written).toMatchObject({ outcome: 'written', name: '修改说明.docx' });
  const read = JSON.stringify(await readDocx(readFileSync(target)));
  for (const said of [
    '修改说明',
    made.twinCode,
    code(),
    '企业名称',
    '重庆甲机械有限公司',
    '重庆乙机械有限公司',
  ])
    expect(read).toContain(said);

  running.answers.push([]);
  const cancelled = await running.call.writeChanges({ draftId, from: made.revision, to: null });
  expect(cancelled).toEqual({ outcome: 'cancelled' });
  running.answers.push([join(running.folder, 'none', '修改说明.docx')]);
  await expect(running.call.writeChanges({ draftId, from: made.revision, to: null })).rejects.toThrow();
  expect(existsSync(join(running.folder, 'none'))).toBe(false);
});

test('the 修改说明 of a whole application holds texts longer than a page and characters of every kind', () => {
  const form = NOTICE.forms.benchmark;
  const draft = store().drafts.get(draftId).draft;
  const long = `${'企业围绕数字化转型开展工作。'.repeat(400)}\u0007<𠮷&>`;
  const changes = compareDrafts(form, draft, { ...draft, answers: { profileOverview: long } });
  const book = composeChanges({
    ...{ notice: NOTICE, form, applicant: '', changes, today: '2025-10-10' },
    from: { twinCode: '0000-0000', exportedAt: '2025-10-09 16:03' },
    to: { twinCode: '1111-1111' },
  });
  expect(JSON.stringify(book)).toContain('2025-10-09 16:03 导出');
  expect(JSON.stringify(book)).not.toContain('\\u0007');
});

test('a draft file is compared with the draft that it came from', async () => {
  save('applicantName', '重庆甲');
  const target = join(running.folder, '甲.dossier');
  await exportDraftFile(store(), draftId, target);
  const before = code();
  save('applicantName', '重庆乙');
  running.answers.push([target]);
  const chosen = await running.call.choosePackage({ kind: 'file' });
  if (chosen.outcome !== 'chosen') throw new Error('not chosen');
  const { workId } = running.call.startPackageCheck({ packageId: chosen.packageId });
  const done = CALLS.waitForPackageCheck.output.parse(await running.call.waitForPackageCheck({ workId }));
  expect(done).toMatchObject({
    outcome: 'done',
    twinCode: before,
    applicantName: '重庆甲',
    verified: null,
    match: {
      draft: { draftId },
      exported: null,
      presentCode: code(),
      changes: [{ before: '重庆甲', after: '重庆乙' }],
    },
  });
});

test('the codes on a dropped scan are answered as typed ones are, each with its pages', async () => {
  save('applicantName', '重庆甲');
  const { twinCode } = exportNow();
  running.call.unlockDraft({ draftId });
  save('applicantName', '重庆乙');
  const pdf = await codedPdf([
    { twinCode, page: 1 },
    undefined,
    { twinCode: '0000-1111', page: 4 },
    { twinCode, page: 3, sidePaper: 'B' },
  ]);
  const bytes = new Uint8Array(pdf);
  const { uploadId } = await running.call.beginPackageUpload({ name: '扫描.pdf', bytes: bytes.byteLength });
  await running.call.sendChunk({ uploadId, offset: 0, bytes });
  const { packageId } = await running.call.finishPackageUpload({ uploadId });
  const { workId } = running.call.startPackageCheck({ packageId });
  const read = CALLS.waitForPackageCheck.output.parse(await running.call.waitForPackageCheck({ workId }));
  expect(read).toMatchObject({
    outcome: 'pages',
    ...{ name: '扫描.pdf', pageCount: 4, without: [2] },
    codes: [
      {
        twinCode,
        pages: [
          { scanned: 1, printed: 1, paper: null },
          { scanned: 4, printed: 3, paper: '盖章与装订说明' },
        ],
        matches: [{ draft: { draftId }, changes: [{ before: '重庆甲', after: '重庆乙' }] }],
      },
      { twinCode: '0000-1111', matches: [] },
    ],
  });
});

test('a picture that is broken is told by its name', async () => {
  const place = join(running.folder, '坏.jpg');
  writeFileSync(place, Buffer.from('ffd8ffe000104a46494600010100', 'hex'));
  running.answers.push([place]);
  const chosen = await running.call.choosePackage({ kind: 'picture' });
  if (chosen.outcome !== 'chosen') throw new Error('not chosen');
  const { workId } = running.call.startPackageCheck({ packageId: chosen.packageId });
  await expect(running.call.waitForPackageCheck({ workId })).rejects.toMatchObject({
    code: 'fileRefused',
    data: { name: '坏.jpg' },
  });
});

test('a dropped package that is none is told, and what was sent of it is removed', async () => {
  const bytes = new TextEncoder().encode('no package');
  const { uploadId } = await running.call.beginPackageUpload({ name: '申报包.zip', bytes: bytes.byteLength });
  await running.call.sendChunk({ uploadId, offset: 0, bytes });
  const { packageId } = await running.call.finishPackageUpload({ uploadId });
  const { workId } = running.call.startPackageCheck({ packageId });
  await expect(running.call.waitForPackageCheck({ workId })).rejects.toMatchObject({
    code: 'packageUnreadable',
  });
  await running.call.closePackage({ packageId });
  expect(() => running.call.startPackageCheck({ packageId })).toThrow(
    expect.objectContaining({ code: 'gone' }),
  );
  mkdirSync(join(running.folder, 'empty'));
  running.answers.push([]);
  expect(await running.call.choosePackage({ kind: 'whole' })).toEqual({ outcome: 'cancelled' });
});
