import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCreditCode, normaliseCreditCode } from './credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const VALID = [
  '91350100M000100Y43',
  '9144030010001686XA',
  '91440300192317458F',
  '914403001922038216',
  '9150000020286320X6',
  '91330100799655058B',
  '9144030071526726XG',
  '91110000802100433B',
];

const messageOf = (text: string) => {
  const check = checkCreditCode(text);
  return check.valid ? '' : check.message;
};

test.each(VALID)('valid code %s passes without warning', (code) => {
  expect(checkCreditCode(code)).toEqual({ valid: true, code, warnings: [] });
});

test.each([
  ['91350100M000100Y4Z', 'alphabet', 18],
  ['9144030010001686XB', 'checkCharacter', 18],
  ['91440300192317485F', 'checkCharacter', 18],
  ['914403001922038217', 'checkCharacter', 18],
  ['9150000020286320O6', 'alphabet', 17],
  ['9133010079965505B8', 'checkCharacter', 18],
  ['91440300715267265G', 'checkCharacter', 18],
  ['9111000080210043B', 'length', undefined],
])('invalid code %s: %s', (code, problem, position) => {
  const check = checkCreditCode(code);
  expect(check).toMatchObject({ valid: false, code, problem });
  expect('position' in check ? check.position : undefined).toBe(position);
});

test('every single substitution and every swap of unequal neighbours is detected', () => {
  let substitutions = 0;
  let swaps = 0;
  for (const code of VALID) {
    for (let index = 0; index < 18; index += 1) {
      for (const character of ALPHABET) {
        if (character === code[index]) continue;
        substitutions += 1;
        expect(checkCreditCode(code.slice(0, index) + character + code.slice(index + 1)).valid).toBe(false);
      }
      if (index < 17 && code.charAt(index) !== code.charAt(index + 1)) {
        swaps += 1;
        const swapped =
          code.slice(0, index) + code.charAt(index + 1) + code.charAt(index) + code.slice(index + 2);
        expect(checkCreditCode(swapped).valid).toBe(false);
      }
    }
  }
  // The figures of data/uscc.md.
  expect([substitutions, swaps]).toEqual([4320, 106]);
});

test('for any 17 characters exactly one check character is right', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 17, maxLength: 17 }), (body) => {
      expect([...ALPHABET].filter((check) => checkCreditCode(body + check).valid)).toHaveLength(1);
    }),
  );
});

test.each([
  ['spaces and hyphens', ' 9150 0000-2028 6320–X6\n'],
  ['small letters', '9150000020286320x6'],
  ['full-width', '９１５００００－０２０２８６３２０Ｘ６　'],
  ['invisible characters of a pasted web page', '\u202d9150000020286320X6\u202c\u200b\ufeff'],
])('normalised before the check: %s', (_name, text) => {
  expect(checkCreditCode(text)).toMatchObject({ valid: true, code: '9150000020286320X6' });
});

test.each([
  ['I', '1'],
  ['O', '0'],
  ['S', '5'],
  ['V', 'U'],
  ['Z', '2'],
])('letter %s is named with its place and what was probably meant', (letter, meant) => {
  const message = messageOf(`9150000020${letter}86320X6`);
  expect(message).toContain('第11位');
  expect(message).toContain(`“${letter}”`);
  expect(message).toContain(`可能应为“${meant}”`);
});

test('messages name what is wrong', () => {
  expect(messageOf('')).toContain('还没有填写');
  expect(messageOf('  ')).toContain('还没有填写');
  expect(messageOf('500105000012345')).toContain('工商注册号');
  expect(messageOf('20286320-X')).toContain('组织机构代码');
  expect(messageOf('9111000080210043B')).toContain('现为17位，少1位');
  expect(messageOf('91110000802100433BB')).toContain('现为19位，多1位');
  expect(messageOf('91五0000020286320X6')).toContain('第3位“五”不是数字或大写英文字母');
  expect(messageOf('9144030010001686XB')).toContain('第18位应为“A”，现为“B”');
});

test('a code that does not begin with 91 is valid with a warning', () => {
  const body = '12500000450400000';
  const code = [...ALPHABET].map((check) => body + check).find((each) => checkCreditCode(each).valid) ?? '';
  const check = checkCreditCode(code);
  expect(check.valid && check.warnings.some((warning) => warning.kind === 'notEnterprise')).toBe(true);
});

test('positions 9–17 that fail GB 11714 only warn', () => {
  // 20286320X6 of 长安汽车 with its inner check character made wrong and the outer one put right.
  const code =
    [...ALPHABET].map((check) => `91500000202863201${check}`).find((each) => checkCreditCode(each).valid) ??
    '';
  const check = checkCreditCode(code);
  expect(check.valid && check.warnings).toMatchObject([{ kind: 'organisationCheck' }]);
  expect(check.valid && check.warnings[0]?.message).toContain('第17位应为“X”，现为“1”');
});

test('normalising twice changes nothing, and no text makes the check fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const code = normaliseCreditCode(text);
      expect(normaliseCreditCode(code)).toBe(code);
      expect(checkCreditCode(text).code).toBe(code);
    }),
  );
});
