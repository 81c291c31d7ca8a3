import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  crowdedPage,
  deepPage,
  deepText,
  picturesPage,
  plainPage,
} from '../drawing/testing/endless-pages.ts';
import { inspectFile } from './inspect.ts';
import { handmadePdf, temporaryFolder, writeSample } from './sample-evidence.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const problemOf = async (bytes: Uint8Array | string) =>
  (await inspectFile(await writeSample(folder, 'page.pdf', bytes), 'evidence/page.pdf')).problem;
const tooComplex = { code: 'unsupported', reason: '第 1 页由几百万个图形或文字组成，打开和打印都可能卡住' };

test.each([
  ['graphics in graphics', deepPage],
  ['words in them', deepText],
])('a page of two kilobytes that takes a hundred million steps is told: %s', async (_, page) => {
  expect(await problemOf(page())).toMatchObject(tooComplex);
});

test('a plain page and a dense plan are fine', async () => {
  expect(await problemOf(plainPage())).toBeUndefined();
  expect(await problemOf(crowdedPage())).toBeUndefined();
});

const form = (resources: string, content: string) =>
  `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << ${resources} >> /Length ${content.length} >>\nstream\n${content}\nendstream`;
const withForms = (...forms: string[]) =>
  handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>',
    '<< /Length 5 >>\nstream\n/X Do\nendstream',
    ...forms,
  ]);

test('a form that shows itself is fine; forms without end in one another are not', async () => {
  expect(await problemOf(withForms(form('/XObject << /X 5 0 R >>', '/X Do /X Do')))).toBeUndefined();
  const chain = Array.from({ length: 300 }, (_, index) =>
    form(`/XObject << /X ${6 + index} 0 R >>`, '/X Do'),
  );
  expect(await problemOf(withForms(...chain))).toMatchObject(tooComplex);
});

test('a page of pictures of hundreds of millions of pixels together can be used: nothing unpacks them all at once', async () => {
  expect(await problemOf(picturesPage(20))).toBeUndefined();
});
