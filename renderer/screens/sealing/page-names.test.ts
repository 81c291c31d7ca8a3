import { expect, test } from 'vitest';
import { pageWords, tasksByPage } from './page-names.ts';

const PLACES = [
  { page: 2, where: '真实性承诺“单位负责人”', what: '单位负责人手写签字' },
  { page: 2, where: '真实性承诺“申报单位盖章”', what: '加盖单位公章（鲜章）' },
  { page: 2, where: '真实性承诺日期', what: '核对或填写日期' },
  { page: 1, where: '封面“申报单位”', what: '加盖单位公章（鲜章）' },
];

test('the places of a page are told together, in the order of the pages, each thing once', () => {
  expect(tasksByPage([...PLACES, ...PLACES])).toEqual([
    { page: 1, name: '封面', tasks: ['加盖单位公章（鲜章）'] },
    { page: 2, name: '真实性承诺', tasks: ['单位负责人手写签字', '加盖单位公章（鲜章）', '核对或填写日期'] },
  ]);
  expect(pageWords(2, PLACES)).toBe('第 2 页 真实性承诺');
  expect(pageWords(7, PLACES)).toBe('第 7 页');
});
