import { expect, test } from 'vitest';
import { commonPixels, picturePixels } from './thread-words.ts';

const size = { width: 30, height: 20 };

test('pictures count, those of one page and those of several', () => {
  expect(picturePixels({ action: 'obj', data: ['img_1', 0, 'Image', size] })).toBe(600);
  expect(picturePixels({ action: 'commonobj', data: ['g_img_1', 'Image', size] })).toBe(600);
  expect(picturePixels({ action: 'obj', data: ['img_1', 0, 'Image', null] })).toBe(0);
});

test('only those of several pages are kept, also where their size is not said', () => {
  expect(commonPixels({ action: 'obj', data: ['img_1', 0, 'Image', size] }, 7)).toBe(0);
  expect(commonPixels({ action: 'commonobj', data: ['g_img_1', 'Image', size] }, 7)).toBe(600);
  expect(
    commonPixels({ action: 'commonobj', data: ['g_img_1', 'CopyLocalImage', { imageRef: '5R' }] }, 7),
  ).toBe(7);
  expect(commonPixels({ action: 'commonobj', data: ['f1', 'Font', {}] }, 7)).toBe(0);
});
