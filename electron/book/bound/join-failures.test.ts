import { access, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markedPdf, writeSample } from '../../evidence/sample-evidence.ts';
import { planEvidencePages } from './evidence-pages.ts';
import { joinBound } from './join.ts';
import { readBackBound } from './read-back.ts';
import { bookWith, openWorkshop, type Workshop } from './sample-binding.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const gone = async (path: string) => expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });

test('a file that changed since it was checked stops the join and leaves nothing', async () => {
  let target = workshop.nextTarget();
  const entries = await workshop.fileEntries({ 'grows.pdf': await (await markedPdf([{}])).save() });
  await writeSample(workshop.folder, 'grows.pdf', await (await markedPdf([{}, {}])).save());
  await expect(workshop.bind(bookWith([{ item: 'a', entries }]))).rejects.toMatchObject({
    code: 'readBackDiffers',
    message: expect.stringContaining('grows.pdf'),
  });
  await gone(target);
  target = workshop.nextTarget();
  await writeSample(workshop.folder, 'grows.pdf', 'no longer a PDF');
  await expect(workshop.bind(bookWith([{ item: 'a', entries }]))).rejects.toMatchObject({
    code: 'readBackDiffers',
  });
  await gone(target);
});

test('a file that is gone is named', async () => {
  let target = workshop.nextTarget();
  const entries = await workshop.fileEntries({ 'gone.pdf': await (await markedPdf([{}])).save() });
  await rm(join(workshop.folder, 'gone.pdf'));
  await expect(workshop.bind(bookWith([{ item: 'a', entries }]))).rejects.toMatchObject({
    code: 'deviceFailed',
    message: expect.stringContaining('gone.pdf'),
  });
  await gone(target);
  target = workshop.nextTarget();
});

test('numbers in the contents that are not those of the pages stop the join', async () => {
  const book = bookWith([{ item: 'a', entries: [] }]);
  const target = join(workshop.folder, 'wrong.pdf');
  const input = {
    book,
    bookPdf: workshop.bookPdf,
    headingPages: new Map(),
    filePath: (path: string) => path,
    fonts: workshop.fonts,
    target,
  };
  await expect(joinBound({ ...input, evidencePages: planEvidencePages(book, 7) })).rejects.toMatchObject({
    code: 'readBackDiffers',
  });
  await gone(target);
});

test('cancelled, or a target that exists', async () => {
  let target = workshop.nextTarget();
  const entries = await workshop.fileEntries({ 'c.pdf': await (await markedPdf([{}])).save() });
  const book = bookWith([{ item: 'a', entries }]);
  await expect(workshop.bind(book, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  await gone(target);
  target = workshop.nextTarget();
  await writeSample(workshop.folder, basename(target), 'mine');
  await expect(workshop.bind(book)).rejects.toMatchObject({ code: 'targetExists' });
  expect(await readFile(target, 'utf8')).toBe('mine');
});

test('reading back notices a page too few, a page that is not A4, a lost bookmark', async () => {
  const entries = await workshop.fileEntries({ 'r.pdf': await (await markedPdf([{}, {}])).save() });
  const { path, plan } = await workshop.bind(bookWith([{ item: 'a', entries }]));
  expect(await readBackBound(path, plan)).toEqual([]);
  const tampered = await PDFDocument.load(await readFile(path));
  tampered.getPage(4).setSize(300, 300);
  const resized = await writeSample(workshop.folder, 'resized.pdf', await tampered.save());
  expect((await readBackBound(resized, plan)).join()).toContain('第 5 页不是竖放的 A4 页');
  tampered.removePage(4);
  const short = await writeSample(workshop.folder, 'short.pdf', await tampered.save());
  expect((await readBackBound(short, plan)).join()).toContain(`应有 ${plan.pageCount} 页`);
});
