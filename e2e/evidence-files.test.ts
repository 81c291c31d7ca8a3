import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { markedPdf, markedPicture } from '../electron/evidence/sample-evidence.ts';
import { exportWorkbook } from '../electron/ledger/testing/sample-exports.ts';
import type { CallInput, CallOutput } from '../shared/contract.ts';
import type { CallName } from '../shared/contract-names.ts';
import { bridgeCall } from './bridge-call.ts';
import { RunningApp } from './running-app.ts';

/** The person's files through the running program: its dialogs, its work process, its addresses. */

const PHONE_PHOTO = path.resolve(import.meta.dirname, '../electron/evidence/testing/phone-photo.heic');
const files = mkdtempSync(path.join(tmpdir(), 'dossier-own-files-'));
let app: RunningApp;
let draftId: string;

const call = <N extends CallName>(name: N, input?: CallInput<N>): Promise<CallOutput<N>> =>
  bridgeCall(app, name, input);
function own(name: string, bytes: Uint8Array | string): string {
  writeFileSync(path.join(files, name), bytes);
  return path.join(files, name);
}
/** What the page gets under an address of the program. */
async function fetched(address: string | null | undefined): Promise<Buffer> {
  const bytes = await app.page.evaluate(async (place) => {
    const answer = await fetch(place);
    return answer.ok ? [...new Uint8Array(await answer.arrayBuffer())] : undefined;
  }, address ?? '');
  if (bytes === undefined) throw new Error(`nothing at ${address}`);
  return Buffer.from(bytes);
}
const incoming = () => {
  const folder = path.join(app.data, 'files', 'incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};

beforeAll(() => {
  expect(ensureBuilt(path.resolve(import.meta.dirname, '..'))).toBeUndefined();
});
beforeEach(async () => {
  app = await RunningApp.start();
  ({
    draft: { draftId },
  } = await call('createDraft', { programme: 'benchmark', declarations: {} }));
});
afterEach(() => app.stop());
afterAll(() => rmSync(files, { recursive: true, force: true }));

test('picked files can be seen in the window, a phone’s photo as JPG; an export of the tax platform is read', async () => {
  const pdf = Buffer.from(await (await markedPdf([{}, {}])).save());
  const picture = await markedPicture(800, 500).png().toBuffer();
  await app.answerDialogs([own('执照.pdf', pdf), own('照片.png', picture), PHONE_PHOTO]);
  const picked = await call('pickEvidence', { draftId, slot: 'businessLicence' });
  if (picked.outcome !== 'changed') throw new Error('cancelled');
  expect(picked.notes.join()).toContain('已转换为 JPG');
  const [licence, photo, phone] = picked.slots[0]?.files ?? [];
  expect([licence, photo, phone]).toMatchObject([
    { name: '执照.pdf', kind: 'pdf', pages: 2, problem: null, thumbnail: null },
    { name: '照片.png', kind: 'png', pages: 1, problem: null },
    { name: 'phone-photo.jpg', kind: 'jpeg', pages: 1, problem: null },
  ]);
  expect((await fetched(licence?.address)).equals(pdf)).toBe(true);
  expect((await sharp(await fetched(photo?.thumbnail)).metadata()).width).toBe(240);
  expect((await sharp(await fetched(phone?.address)).metadata()).height).toBe(320);
  const row = {
    数电发票号码: '24502000000000000001',
    金额: '1,000.00',
    税额: '130.00',
    价税合计: '1,130.00',
  };
  const workbook = await exportWorkbook({
    lines: [{ ...row, 货物或应税劳务名称: '*软件*制造执行系统' }],
    invoices: [row, { ...row, 数电发票号码: '2.6E+19' }],
  });
  await app.answerDialogs([own('全量发票查询导出结果.xlsx', workbook)]);
  const read = await call('pickLedger', { draftId });
  expect(read).toMatchObject({
    outcome: 'ledger',
    invoices: [{ content: '*软件*制造执行系统', total: 1130, category: '软件购置' }],
    problems: [{ file: '全量发票查询导出结果.xlsx', place: '发票基础信息 第 3 行' }],
  });
  expect(await app.foreignRequests()).toEqual([]);
});

test('killed while a file was half sent: nothing of it stays, the others are there, and a removed one can come back', async () => {
  await app.answerDialogs([own('a.png', await markedPicture(50, 50).png().toBuffer())]);
  await call('pickEvidence', { draftId, slot: 'businessLicence' });
  await app.answerDialogs([PHONE_PHOTO]);
  const picked = await call('pickEvidence', { draftId, slot: 'otherProof' });
  const fileId = picked.outcome === 'changed' ? (picked.slots[0]?.files[0]?.fileId ?? '') : '';
  await call('removeEvidence', { draftId, fileId });
  const target = { kind: 'evidence' as const, slot: 'businessLicence' };
  await app.page.evaluate(
    async ([draft, given]) => {
      const begun = await window.dossier.beginUpload({
        draftId: draft,
        target: given,
        name: 'b.pdf',
        bytes: 2_000_000,
      });
      if (!begun.ok) throw new Error(begun.error.code);
      const bytes = new Uint8Array(1_000_000);
      await window.dossier.sendChunk({ uploadId: begun.value.uploadId, offset: 0, bytes });
    },
    [draftId, target] as const,
  );
  expect(incoming()).toHaveLength(1);
  await app.kill();
  const { data } = app;
  app = await RunningApp.start({ data });
  const { evidence } = await call('openDraft', { draftId });
  expect(evidence.find(({ slot }) => slot === 'businessLicence')?.files.map(({ name }) => name)).toEqual([
    'a.png',
  ]);
  expect(incoming()).toEqual([]);
  const back = await call('returnEvidence', { draftId, fileId });
  expect(back.slots[0]?.files).toMatchObject([{ fileId, name: 'phone-photo.jpg' }]);
});

test('a file that is still being sent does not keep the program from ending, and leaves nothing', async () => {
  const target = { kind: 'figure' as const };
  await call('beginUpload', { draftId, target, name: 'b.png', bytes: 2_000_000 });
  expect(incoming()).toHaveLength(1);
  expect(await app.quit()).toBe(0);
  expect(incoming()).toEqual([]);
});
