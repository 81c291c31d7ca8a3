import { appendFileSync, rmSync } from 'node:fs';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { evidenceView, figureView } from '../../shared/contract/evidence.ts';
import { markedPdf, markedPicture } from '../evidence/sample-evidence.ts';
import { EvidenceStore } from './testing/evidence-store.ts';

let setting: EvidenceStore;
beforeEach(async () => {
  setting = await EvidenceStore.make();
});
afterEach(() => setting.remove());

const pdf = async (pages: number) => (await markedPdf(Array.from({ length: pages }, () => ({})))).save();
const filesOf = async (slot: string) => (await setting.views.slots(setting.draftId, [slot]))[0]?.files ?? [];

test('every slot of the form has a view, and each is what the contract allows', async () => {
  await setting.give('businessLicence', setting.source('执照.pdf', await pdf(3)));
  const views = await setting.views.slots(setting.draftId);
  expect(views.map(({ slot }) => slot)).toContain('audit2024');
  for (const view of views) expect(evidenceView.parse(view)).toEqual(view);
  expect(views.find(({ slot }) => slot === 'businessLicence')?.files).toMatchObject([
    { name: '执照.pdf', kind: 'pdf', pages: 3, rotate: 0, about: [], problem: null, thumbnail: null },
  ]);
});

test('a file keeps its id over a restart, and other drafts have other ids for it', async () => {
  const path = setting.source('a.pdf', await pdf(1));
  await setting.give('businessLicence', path);
  const [before] = await filesOf('businessLicence');
  await setting.restart();
  const [after] = await filesOf('businessLicence');
  expect(after?.fileId).toBe(before?.fileId);
  const copy = setting.store.drafts.duplicate(setting.draftId);
  const [twin] = (await setting.views.slots(copy.id, ['businessLicence']))[0]?.files ?? [];
  expect(twin?.fileId).not.toBe(before?.fileId);
});

test('a file that the draft names twice is two files to the window', async () => {
  const path = setting.source('a.pdf', await pdf(1));
  await setting.give('businessLicence', path);
  await setting.give('audit2024', path, { path: 'evidence/businessLicence/a.pdf' });
  const views = await setting.views.slots(setting.draftId);
  const ids = views.flatMap(({ files }) => files.map(({ fileId }) => fileId));
  expect(new Set(ids).size).toBe(2);
});

test('a photo has a small upright thumbnail on white, and the file itself under its address', async () => {
  const photo = await markedPicture(900, 600).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  await setting.give('businessLicence', setting.source('照片.jpg', photo));
  const [view] = await filesOf('businessLicence');
  expect(await setting.read(view?.address ?? null)).toEqual(photo);
  const small = await sharp(await setting.read(view?.thumbnail ?? null)).metadata();
  // EXIF 6 turns a lying picture upright.
  expect([small.width, small.height, small.orientation]).toEqual([160, 240, undefined]);
});

test('what a window turns otherwise than the book, or cannot show, it gets as the book prints it', async () => {
  const lying = markedPicture(900, 600).withMetadata({ orientation: 6 });
  const pages = async (name: string, bytes: Uint8Array) => {
    await setting.give('otherProof', setting.source(name, bytes), { path: `evidence/${name}` });
    return (await filesOf('otherProof')).find((each) => each.name === name);
  };
  const turned = await pages('照片.webp', await lying.clone().webp().toBuffer());
  const single = await pages('扫描.tif', await markedPicture(400, 500).tiff().toBuffer());
  const sizes = [];
  for (const view of [turned, single]) {
    const { format, width, height, orientation } = await sharp(
      await setting.read(view?.address ?? null),
    ).metadata();
    sizes.push({ format, width, height, orientation });
  }
  expect(sizes).toEqual([
    { format: 'jpeg', width: 600, height: 900, orientation: undefined },
    { format: 'jpeg', width: 400, height: 500, orientation: undefined },
  ]);
});

test('deleted thumbnails are made again', async () => {
  const picture = await markedPicture(500, 500).png().toBuffer();
  await setting.give('businessLicence', setting.source('a.png', picture));
  const [first] = await filesOf('businessLicence');
  await setting.read(first?.thumbnail ?? null);
  rmSync(setting.thumbnailFolder, { recursive: true });
  const [second] = await filesOf('businessLicence');
  expect(second?.thumbnail).toBe(first?.thumbnail);
  expect((await sharp(await setting.read(second?.thumbnail ?? null)).metadata()).width).toBe(240);
});

test('each content is read once, over restarts too', async () => {
  const path = setting.source('a.pdf', await pdf(2));
  await setting.give('businessLicence', path);
  await setting.give('audit2024', path);
  await Promise.all([setting.views.slots(setting.draftId), setting.views.slots(setting.draftId)]);
  await setting.restart();
  await setting.views.slots(setting.draftId);
  expect(setting.inspections).toBe(1);
});

test('what cannot be bound says why and what helps; a window never gets the address of what it cannot show', async () => {
  await setting.give('businessLicence', setting.source('说明.txt', '营业执照见附件'));
  await setting.give(
    'businessLicence',
    setting.source('破.jpg', Buffer.from('\xff\xd8\xff\xe0 no', 'latin1')),
  );
  await setting.give('businessLicence', setting.source('空.pdf', ''));
  const [text, broken, empty] = await filesOf('businessLicence');
  expect(text).toMatchObject({ kind: 'text', pages: 0, address: null, thumbnail: null });
  expect(text?.problem).toMatch(/纯文本.*请打印为 PDF/);
  expect(broken).toMatchObject({ kind: 'jpeg', pages: 0, thumbnail: null });
  expect(broken?.problem).toContain('已损坏');
  expect(empty?.problem).toContain('空文件');
});

test('a file that has gone or was changed on the disk is told, and neither is remembered as read', async () => {
  const file = await setting.give('businessLicence', setting.source('a.pdf', await pdf(1)));
  const place = setting.store.files.path(file.sha256 ?? '');
  appendFileSync(place, 'x');
  expect((await filesOf('businessLicence'))[0]).toMatchObject({ pages: 0, address: null });
  expect((await filesOf('businessLicence'))[0]?.problem).toContain('改动');
  rmSync(place);
  expect((await filesOf('businessLicence'))[0]).toMatchObject({
    problem: '文件不存在',
    address: null,
    bytes: 0,
  });
});

test('figures of the narratives come with their size, each once', async () => {
  const picture = setting.source('图.png', await markedPicture(640, 480).png().toBuffer());
  const { sha256 } = await setting.store.files.takeIn(picture);
  const figure = { type: 'figure', attrs: { file: 'figures/图.png', sha256, caption: '架构' } };
  const { revision } = setting.store.drafts.get(setting.draftId);
  setting.store.drafts.save(setting.draftId, revision, [
    { part: 'answers', key: 'profileOverview', value: { type: 'doc', content: [figure, figure] } },
  ]);
  const figures = await setting.views.figures(setting.draftId);
  expect(figures).toMatchObject([{ file: 'figures/图.png', sha256, width: 640, height: 480, problem: null }]);
  expect(figures.map((view) => figureView.parse(view))).toEqual(figures);
});
