import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EvidenceChanged } from '../../shared/contract/evidence.ts';
import { CALLS, type CallOutput } from '../../shared/contract.ts';
import { hasCode } from '../../shared/errors.ts';
import { markedPdf, markedPicture } from '../evidence/sample-evidence.ts';
import { RunningServices } from './testing/running-services.ts';

const PHONE_PHOTO = join(import.meta.dirname, '..', 'evidence', 'testing', 'phone-photo.heic');

let running: RunningServices;
let draftId: string;
beforeEach(async () => {
  running = await RunningServices.start();
  const { draft } = await running.call.createDraft({ programme: 'benchmark', declarations: {} });
  draftId = draft.draftId;
});
afterEach(() => running.stop());

/** A file of the person's own, in a folder of theirs. */
function own(name: string, bytes: Uint8Array | string): string {
  const folder = join(running.folder, '我的文件');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}
let serial = 0;
/** A PDF unlike every other. */
async function pdf(name: string, pages = 1): Promise<string> {
  serial += 1;
  const document = await markedPdf(Array.from({ length: pages }, () => ({})));
  document.setTitle(`${name} ${serial}`);
  return own(name, await document.save());
}

async function pick(slot: string, ...paths: string[]): Promise<EvidenceChanged> {
  running.answers.push(paths);
  const picked = await running.call.pickEvidence({ draftId, slot });
  if (picked.outcome !== 'changed') throw new Error(picked.outcome);
  expect(CALLS.pickEvidence.output.parse(picked)).toEqual(picked);
  return picked;
}
const filesIn = async (slot: string) => {
  const { evidence } = await running.call.openDraft({ draftId });
  return evidence.find((view) => view.slot === slot)?.files ?? [];
};
const namesIn = async (slot: string) => (await filesIn(slot)).map(({ name }) => name);
async function idOf(slot: string, name: string): Promise<string> {
  const file = (await filesIn(slot)).find((each) => each.name === name);
  if (file === undefined) throw new Error(`${name} is not there`);
  return file.fileId;
}
const errorOf = (work: unknown) =>
  Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('files by the dialog', () => {
  test('several at once come in as they are named, and the person’s own files stay', async () => {
    const [a, b] = [
      await pdf('营业执照.pdf', 2),
      own('照片.png', await markedPicture(300, 200).png().toBuffer()),
    ];
    const changed = await pick('businessLicence', a, b);
    expect(changed.slots).toHaveLength(1);
    expect(changed.slots[0]?.files).toMatchObject([
      { name: '营业执照.pdf', kind: 'pdf', pages: 2, problem: null },
      { name: '照片.png', kind: 'png', pages: 1, problem: null },
    ]);
    expect(existsSync(a) && existsSync(b)).toBe(true);
    expect(running.events).toContainEqual({
      name: 'findingsChanged',
      payload: { draftId, revision: changed.revision },
    });
  });

  test('closing the dialog changes nothing', async () => {
    running.answers.push([]);
    expect(await running.call.pickEvidence({ draftId, slot: 'businessLicence' })).toEqual({
      outcome: 'cancelled',
    });
    expect(running.data.store.drafts.summary(draftId).revision).toBe(0);
  });

  test('they are there after a restart, under the same ids', async () => {
    await pick('businessLicence', await pdf('a.pdf'));
    const before = await filesIn('businessLicence');
    running = await running.restart();
    const after = await filesIn('businessLicence');
    expect(after.map(({ fileId, name }) => [fileId, name])).toEqual(
      before.map(({ fileId, name }) => [fileId, name]),
    );
  });

  test('a content that is in the item already is named and not added twice', async () => {
    const path = await pdf('a.pdf');
    const copy = join(path, '..', '副本.pdf');
    copyFileSync(path, copy);
    const { notes, slots } = await pick('businessLicence', path, copy);
    expect(slots[0]?.files.map(({ name }) => name)).toEqual(['a.pdf']);
    expect(notes).toEqual(['“副本.pdf”与本项已有的“a.pdf”内容相同，没有重复添加。']);
    expect((await pick('audit2024', path)).slots[0]?.files).toHaveLength(1);
  });

  test('a broken file is shown with its problem; one that is not there is told while the others come', async () => {
    const broken = own('破.pdf', '%PDF-1.7 no');
    const { slots, notes } = await pick('businessLicence', join(running.folder, '没有.pdf'), broken);
    expect(slots[0]?.files).toMatchObject([{ name: '破.pdf', pages: 0 }]);
    expect(slots[0]?.files[0]?.problem).toContain('损坏');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('没有.pdf');
  });

  test('when none can be taken the person learns why', async () => {
    running.answers.push([join(running.folder, '没有.pdf')]);
    const error = await errorOf(running.call.pickEvidence({ draftId, slot: 'businessLicence' }));
    expect(String(error)).toContain('没有.pdf（找不到，可能已移走或改名）');
    mkdirSync(join(running.folder, '夹.pdf'));
    running.answers.push([join(running.folder, '夹.pdf')]);
    const folder = await errorOf(running.call.pickEvidence({ draftId, slot: 'businessLicence' }));
    expect(String(folder)).toContain('“夹.pdf”是文件夹或设备，不是文件');
    expect(running.data.store.drafts.summary(draftId).revision).toBe(0);
  });

  test('names that some system forbids are made safe, and two of one name are two files', async () => {
    const name = process.platform === 'win32' ? 'a.pdf' : 'a:b?.pdf';
    const first = await pdf(name);
    await pick('businessLicence', first);
    await pick('businessLicence', await pdf(name));
    const shown = await namesIn('businessLicence');
    expect(shown).toHaveLength(2);
    expect(shown[0]).toBe(process.platform === 'win32' ? 'a.pdf' : 'a：b？.pdf');
    expect(new Set((await filesIn('businessLicence')).map(({ fileId }) => fileId)).size).toBe(2);
  });

  test('a slot that the form does not have, and a draft in the bin, are refused before a dialog opens', async () => {
    expect(
      hasCode(await errorOf(running.call.pickEvidence({ draftId, slot: 'noSuchSlot' })), 'misused'),
    ).toBe(true);
    await running.call.binDraft({ draftId });
    expect(
      hasCode(await errorOf(running.call.pickEvidence({ draftId, slot: 'businessLicence' })), 'draftInBin'),
    ).toBe(true);
  });

  test('adding a file takes “无” back and says so', async () => {
    await running.call.setEvidenceNone({ draftId, slot: 'honourProof', reason: '没有荣誉' });
    const { slots, notes } = await pick('honourProof', await pdf('a.pdf'));
    expect(slots[0]?.none).toBeNull();
    expect(notes.join()).toContain('“无”已取消');
  });
});

describe('a photo in HEIC', () => {
  test('is kept as an upright JPG, and the person is told', async () => {
    const { slots, notes } = await pick('businessLicence', own('IMG_0001.HEIC', readFileSync(PHONE_PHOTO)));
    const [file] = slots[0]?.files ?? [];
    expect(file).toMatchObject({ name: 'IMG_0001.jpg', kind: 'jpeg', pages: 1, problem: null });
    expect(notes.join()).toMatch(/IMG_0001\.HEIC.*已转换为 JPG/);
    expect(readdirSync(running.data.store.context.folder.incoming)).toEqual([]);
  });

  test('that is broken stays what it is, with its problem and a way out', async () => {
    const cut = readFileSync(PHONE_PHOTO).subarray(0, 500);
    const { slots, notes } = await pick('businessLicence', own('坏.heic', cut));
    expect(slots[0]?.files).toMatchObject([{ name: '坏.heic', kind: 'heic', pages: 0 }]);
    expect(notes.join()).toMatch(/坏\.heic.*损坏.*另存为 JPG/);
  });

  test('goes into a narrative as a JPG too', async () => {
    running.answers.push([own('现场.heic', readFileSync(PHONE_PHOTO))]);
    const added = await running.call.pickFigure({ draftId });
    expect(CALLS.pickFigure.output.parse(added)).toEqual(added);
    expect(added).toMatchObject({ outcome: 'figure', figure: { width: 240, height: 320, problem: null } });
  });
});

describe('changes to one file', () => {
  beforeEach(async () => {
    await pick('otherProof', await pdf('一.pdf'), await pdf('二.pdf'), await pdf('三.pdf'));
  });

  test('rename, turn and describe show in the view; the own name comes back when it is typed', async () => {
    const fileId = await idOf('otherProof', '一.pdf');
    await running.call.renameEvidence({ draftId, fileId, name: '信用报告\n2024' });
    await running.call.rotateEvidence({ draftId, fileId, rotate: 270 });
    await running.call.describeEvidence({ draftId, fileId, about: ['创新型中小企业'] });
    const changed = (await filesIn('otherProof'))[0];
    expect(changed).toMatchObject({ name: '信用报告 2024', rotate: 270, about: ['创新型中小企业'], fileId });
    await running.call.renameEvidence({ draftId, fileId, name: '一.pdf' });
    await running.call.rotateEvidence({ draftId, fileId, rotate: 0 });
    const back = await running.call.describeEvidence({ draftId, fileId, about: [] });
    expect(back.slots[0]?.files[0]).toMatchObject({ name: '一.pdf', rotate: 0, about: [] });
    const { draft } = running.data.store.drafts.get(draftId);
    expect(Object.keys(draft.evidence.otherProof?.files?.[0] ?? {}).sort()).toEqual(['path', 'sha256']);
  });

  test('what changes nothing makes no revision', async () => {
    const fileId = await idOf('otherProof', '一.pdf');
    const { revision } = running.data.store.drafts.summary(draftId);
    expect((await running.call.rotateEvidence({ draftId, fileId, rotate: 0 })).revision).toBe(revision);
    expect(
      (await running.call.moveEvidence({ draftId, fileId, slot: 'otherProof', position: 0 })).revision,
    ).toBe(revision);
  });

  test('moves within the item and to another one', async () => {
    const fileId = await idOf('otherProof', '一.pdf');
    await running.call.moveEvidence({ draftId, fileId, slot: 'otherProof', position: 2 });
    expect(await namesIn('otherProof')).toEqual(['二.pdf', '三.pdf', '一.pdf']);
    const moved = await running.call.moveEvidence({ draftId, fileId, slot: 'honourProof', position: 9 });
    const counts = Object.fromEntries(moved.slots.map(({ slot, files }) => [slot, files.length]));
    expect(counts).toEqual({ honourProof: 1, otherProof: 2 });
    expect(await namesIn('honourProof')).toEqual(['一.pdf']);
    expect(await idOf('honourProof', '一.pdf')).toBe(fileId);
  });

  test('does not move beside a file of the same content', async () => {
    const twin = join(running.folder, '我的文件', '一.pdf');
    await pick('honourProof', twin);
    const fileId = await idOf('otherProof', '一.pdf');
    const { notes } = await running.call.moveEvidence({ draftId, fileId, slot: 'honourProof', position: 0 });
    expect(notes.join()).toContain('没有移动');
    expect(await namesIn('otherProof')).toContain('一.pdf');
  });

  test('another file takes its place and what it proves, not its turn and name', async () => {
    const fileId = await idOf('otherProof', '二.pdf');
    await running.call.describeEvidence({ draftId, fileId, about: ['高新技术企业'] });
    await running.call.rotateEvidence({ draftId, fileId, rotate: 90 });
    await running.call.renameEvidence({ draftId, fileId, name: '旧名' });
    running.answers.push([await pdf('新.pdf', 4)]);
    const replaced = await running.call.replaceEvidence({ draftId, fileId });
    if (replaced.outcome !== 'changed') throw new Error('cancelled');
    expect(replaced.slots[0]?.files.map(({ name }) => name)).toEqual(['一.pdf', '新.pdf', '三.pdf']);
    expect(replaced.slots[0]?.files[1]).toMatchObject({ pages: 4, rotate: 0, about: ['高新技术企业'] });
  });

  test('every change is a line of the history that can be taken back', async () => {
    const fileId = await idOf('otherProof', '一.pdf');
    await running.call.rotateEvidence({ draftId, fileId, rotate: 90 });
    await running.call.rotateEvidence({ draftId, fileId, rotate: 180 });
    const { history } = running.data.store;
    const place = { part: 'evidence', key: 'otherProof' } as const;
    const { entries } = history.list(draftId, { place, limit: 10 });
    expect(entries).toHaveLength(3);
    const { revision } = running.data.store.drafts.summary(draftId);
    history.undo(draftId, revision, place);
    expect((await filesIn('otherProof'))[0]?.rotate).toBe(90);
  });

  test('a removed file comes back to its place, turned and named as it was, after a restart too', async () => {
    const fileId = await idOf('otherProof', '二.pdf');
    await running.call.rotateEvidence({ draftId, fileId, rotate: 90 });
    await running.call.removeEvidence({ draftId, fileId });
    expect(await namesIn('otherProof')).toEqual(['一.pdf', '三.pdf']);
    running = await running.restart();
    const back = await running.call.returnEvidence({ draftId, fileId });
    expect(back.slots[0]?.files.map(({ name }) => name)).toEqual(['一.pdf', '二.pdf', '三.pdf']);
    expect(back.slots[0]?.files[1]).toMatchObject({ fileId, rotate: 90 });
    // Asked twice, it is there once.
    expect((await running.call.returnEvidence({ draftId, fileId })).slots[0]?.files).toHaveLength(3);
  });

  test('a removed file finds its place among those that were moved meanwhile', async () => {
    const ids = await Promise.all(['一.pdf', '二.pdf', '三.pdf'].map((name) => idOf('otherProof', name)));
    const [first = '', second = '', third = ''] = ids;
    await running.call.removeEvidence({ draftId, fileId: second });
    await running.call.moveEvidence({ draftId, fileId: third, slot: 'otherProof', position: 0 });
    await running.call.returnEvidence({ draftId, fileId: second });
    expect(await namesIn('otherProof')).toEqual(['三.pdf', '一.pdf', '二.pdf']);
    for (const fileId of [first, second, third]) await running.call.removeEvidence({ draftId, fileId });
    await running.call.returnEvidence({ draftId, fileId: third });
    await running.call.returnEvidence({ draftId, fileId: first });
    expect(await namesIn('otherProof')).toEqual(['三.pdf', '一.pdf']);
  });

  test('a file that was moved and then removed comes back to where it was last', async () => {
    const fileId = await idOf('otherProof', '一.pdf');
    await running.call.moveEvidence({ draftId, fileId, slot: 'honourProof', position: 0 });
    await running.call.removeEvidence({ draftId, fileId });
    await running.call.returnEvidence({ draftId, fileId });
    expect(await namesIn('honourProof')).toEqual(['一.pdf']);
    expect(await namesIn('otherProof')).toEqual(['二.pdf', '三.pdf']);
  });

  test('an id that no file ever had is gone', async () => {
    const fileId = 'x'.repeat(32);
    for (const work of [
      running.call.removeEvidence({ draftId, fileId }),
      running.call.returnEvidence({ draftId, fileId }),
      running.call.rotateEvidence({ draftId, fileId, rotate: 90 }),
    ])
      expect(hasCode(await errorOf(work), 'gone')).toBe(true);
  });

  test('changes that are asked for at once all happen', async () => {
    const ids = await Promise.all(['一.pdf', '二.pdf', '三.pdf'].map((name) => idOf('otherProof', name)));
    await Promise.all(ids.map((fileId) => running.call.rotateEvidence({ draftId, fileId, rotate: 90 })));
    expect((await filesIn('otherProof')).map(({ rotate }) => rotate)).toEqual([90, 90, 90]);
  });
});

test('“无” with its reason, taken back, and beside files', async () => {
  const said = await running.call.setEvidenceNone({ draftId, slot: 'honourProof', reason: '没有荣誉' });
  expect(said.slots[0]?.none).toEqual({ reason: '没有荣誉' });
  await pick('otherProof', await pdf('a.pdf'));
  await running.call.setEvidenceNone({ draftId, slot: 'otherProof', reason: '' });
  expect(await namesIn('otherProof')).toEqual(['a.pdf']);
  const back = await running.call.setEvidenceNone({ draftId, slot: 'honourProof', reason: null });
  expect(back.slots[0]?.none).toBeNull();
  expect(running.data.store.drafts.get(draftId).draft.evidence.honourProof ?? null).toBeNull();
});

describe('figures', () => {
  test('a picture comes with its size and an address, and can be named by a narrative', async () => {
    running.answers.push([own('架构图.png', await markedPicture(640, 480).png().toBuffer())]);
    const added = await running.call.pickFigure({ draftId });
    if (added.outcome !== 'figure') throw new Error('cancelled');
    const { file, sha256, width, height, address } = added.figure;
    expect([width, height]).toEqual([640, 480]);
    expect(file).toMatch(/^figures\/.*架构图\.png$/);
    expect(address).not.toBeNull();
    const figure = { type: 'figure' as const, attrs: { file, sha256, caption: '架构' } };
    const value = { type: 'doc' as const, content: [figure] };
    const { revision } = running.data.store.drafts.summary(draftId);
    await running.call.saveDraft({
      draftId,
      revision,
      changes: [{ kind: 'answer', field: 'profileOverview', value }],
    });
    expect((await running.call.openDraft({ draftId })).figures).toEqual([added.figure]);
  });

  test.each([
    ['a.pdf', '不能作插图'],
    ['a.txt', '纯文本'],
    ['a.tif', '不能作插图'],
    ['a.bmp', 'BMP'],
  ])('%s is refused: %s', async (name, reason) => {
    const bytes: Record<string, () => Promise<Uint8Array | string>> = {
      'a.pdf': async () => readFileSync(await pdf('b.pdf')),
      'a.txt': async () => '文字',
      'a.tif': () => markedPicture(20, 20).tiff().toBuffer(),
      'a.bmp': async () => Buffer.concat([Buffer.from('BM'), Buffer.alloc(12), Buffer.from([40, 0, 0, 0])]),
    };
    running.answers.push([own(name, (await bytes[name]?.()) ?? '')]);
    const error = await errorOf(running.call.pickFigure({ draftId }));
    if (!hasCode(error, 'fileRefused')) throw error;
    expect(error.message).toContain(reason);
    expect(error.message).toMatch(/JPG|PDF/);
  });
});

describe('dropped and pasted files', () => {
  type Target = Parameters<RunningServices['call']['beginUpload']>[0]['target'];
  async function upload(name: string, bytes: Uint8Array<ArrayBuffer>, target: Target, piece = 1000) {
    const { uploadId } = await running.call.beginUpload({ draftId, target, name, bytes: bytes.byteLength });
    for (let offset = 0; offset < bytes.byteLength; offset += piece)
      await running.call.sendChunk({ uploadId, offset, bytes: bytes.subarray(offset, offset + piece) });
    return running.call.finishUpload({ uploadId });
  }
  const licence: Target = { kind: 'evidence', slot: 'businessLicence' };
  const incoming = () => {
    const { folder } = running.data.store.context;
    return existsSync(folder.incoming) ? readdirSync(folder.incoming) : [];
  };

  test('arrive in pieces and are what was dropped', async () => {
    const bytes = readFileSync(await pdf('a.pdf', 3));
    const changed: CallOutput<'finishUpload'> = await upload('拖入.pdf', bytes, licence);
    if (changed.outcome !== 'changed') throw new Error(changed.outcome);
    const [file] = changed.slots[0]?.files ?? [];
    expect(file).toMatchObject({ name: '拖入.pdf', pages: 3, bytes: bytes.byteLength });
    expect(incoming()).toEqual([]);
  });

  test('a pasted picture becomes a figure; a dropped HEIC becomes a JPG', async () => {
    const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(await upload('image.png', png, { kind: 'figure' })).toMatchObject({
      figure: { width: 30, height: 20 },
    });
    const changed = await upload('IMG_2.HEIC', readFileSync(PHONE_PHOTO), licence);
    expect(changed).toMatchObject({ slots: [{ files: [{ name: 'IMG_2.jpg', kind: 'jpeg' }] }] });
    expect(incoming()).toEqual([]);
  });

  test('an empty file is shown as empty', async () => {
    const changed = await upload('空.pdf', new Uint8Array(0), licence);
    if (changed.outcome !== 'changed') throw new Error(changed.outcome);
    expect(changed.slots[0]?.files[0]?.problem).toContain('空文件');
  });

  test('nothing is kept before the end: cancelled, incomplete and abandoned ones leave no trace', async () => {
    const begin = () => running.call.beginUpload({ draftId, target: licence, name: 'a.pdf', bytes: 20 });
    const { uploadId } = await begin();
    await running.call.sendChunk({ uploadId, offset: 0, bytes: new Uint8Array(10) });
    await running.call.cancelUpload({ uploadId });
    await running.call.cancelUpload({ uploadId });
    const half = await begin();
    await running.call.sendChunk({ uploadId: half.uploadId, offset: 0, bytes: new Uint8Array(10) });
    expect(String(await errorOf(running.call.finishUpload({ uploadId: half.uploadId })))).toContain(
      '没有传完整',
    );
    await begin();
    await running.context.uploads.cancelAll();
    expect(incoming()).toEqual([]);
    expect(await filesIn('businessLicence')).toEqual([]);
    expect(running.data.store.drafts.summary(draftId).revision).toBe(0);
  });

  test('pieces out of order, twice, or beyond what was announced end the upload', async () => {
    const wrong: [number, number][] = [
      [5, 5],
      [0, 21],
    ];
    for (const [offset, size] of wrong) {
      const { uploadId } = await running.call.beginUpload({
        draftId,
        target: licence,
        name: 'a.pdf',
        bytes: 20,
      });
      const error = await errorOf(running.call.sendChunk({ uploadId, offset, bytes: new Uint8Array(size) }));
      expect(hasCode(error, 'inputRefused')).toBe(true);
      expect(hasCode(await errorOf(running.call.finishUpload({ uploadId })), 'gone')).toBe(true);
    }
    const { uploadId } = await running.call.beginUpload({
      draftId,
      target: licence,
      name: 'a.pdf',
      bytes: 20,
    });
    const both = await Promise.allSettled([
      running.call.sendChunk({ uploadId, offset: 0, bytes: new Uint8Array(10) }),
      running.call.sendChunk({ uploadId, offset: 0, bytes: new Uint8Array(10) }),
    ]);
    expect(both.some(({ status }) => status === 'rejected')).toBe(true);
    expect(incoming()).toEqual([]);
  });

  test('only so many come at once, and a silent one makes room', async () => {
    const begin = () => running.call.beginUpload({ draftId, target: licence, name: 'a.pdf', bytes: 20 });
    for (let count = 0; count < 8; count += 1) await begin();
    expect(hasCode(await errorOf(begin()), 'fileRefused')).toBe(true);
    running.wait(61_000);
    await begin();
    expect(incoming()).toHaveLength(1);
  });

  test('an upload for a slot that does not exist is refused before its first byte', async () => {
    const target: Target = { kind: 'evidence', slot: 'noSuchSlot' };
    const error = await errorOf(running.call.beginUpload({ draftId, target, name: 'a.pdf', bytes: 1 }));
    expect(hasCode(error, 'misused')).toBe(true);
  });
});

describe('invoice ledgers', () => {
  const number = '24502000000000000001';
  const table = `发票内容\t发票号\t价税合计\t开票时间\nERP\t${number}\t1,130.00\t2024-05-20\n`;
  const read = { outcome: 'ledger', invoices: [{ number, total: 1130, category: '软件购置' }], problems: [] };

  test('come from files, from a drop and from what was pasted; nothing of them is kept', async () => {
    const csv = own('投入明细.csv', table);
    running.answers.push([csv]);
    const picked = await running.call.pickLedger({ draftId });
    expect(CALLS.pickLedger.output.parse(picked)).toEqual(picked);
    expect(picked).toMatchObject(read);
    const bytes = readFileSync(csv);
    const { uploadId } = await running.call.beginUpload({
      draftId,
      target: { kind: 'ledger' },
      name: '投入明细.csv',
      bytes: bytes.byteLength,
    });
    await running.call.sendChunk({ uploadId, offset: 0, bytes });
    expect(await running.call.finishUpload({ uploadId })).toMatchObject(read);
    expect(await running.call.readLedgerText({ draftId, text: table })).toMatchObject(read);
    expect(readdirSync(running.data.store.context.folder.incoming)).toEqual([]);
    expect(running.data.store.drafts.summary(draftId).revision).toBe(0);
  });

  test('that cannot be read are told by their name', async () => {
    running.answers.push([own('发票.pdf', '%PDF-1.7'), own('投入明细.csv', table)]);
    const picked = await running.call.pickLedger({ draftId });
    expect(picked).toMatchObject({ invoices: [{ number }], problems: [{ file: '发票.pdf' }] });
  });

  test('closing the dialog reads nothing', async () => {
    running.answers.push([]);
    expect(await running.call.pickLedger({ draftId })).toEqual({ outcome: 'cancelled' });
  });
});
