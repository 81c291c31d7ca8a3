import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { guessPlace, namedPlaces, placeLine } from './guess-place.ts';

const { benchmark, product } = NOTICE.forms;

test.each([
  ['联系电话填写有误，请核对', 'contactPhone'],
  ['2024 年营业收入与审计报告不一致', 'indicators'],
  ['营业执照未提供扫描件', 'businessLicence'],
  ['统一社会信用代码与营业执照不符', 'creditCode'],
  ['报送区县与所属区县不一致', 'destinationDistrict'],
  ['缺少2024年审计报告', 'audit2024'],
  ['转型成效描述过于简单', 'outcomesNarrative'],
  ['你好，请尽快。', undefined],
])('%s', (remark, place) => {
  expect(guessPlace(benchmark, remark)).toBe(place);
});

test('a remark that names a field by its whole label leads to a place of that name', () => {
  for (const form of [benchmark, product]) {
    const places = namedPlaces(form).filter(({ words }) => (words[0] ?? '').length >= 4);
    fc.assert(
      fc.property(fc.constantFrom(...places), ({ words }) => {
        const guessed = guessPlace(form, `请核对${words[0]}。`);
        expect(
          namedPlaces(form)
            .find(({ id }) => id === guessed)
            ?.words.join(),
        ).toContain(words[0]);
      }),
    );
  }
});

test('every place has its line, and a guess is always one of them', () => {
  for (const { id } of namedPlaces(benchmark)) expect(placeLine(benchmark, id)).not.toBe('');
  expect(placeLine(benchmark, 'nothing')).toBe('');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const guessed = guessPlace(product, text);
      expect(guessed === undefined || placeLine(product, guessed) !== '').toBe(true);
    }),
  );
});
