import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FolderNames, nameKey, packageName, safeName, splitExtension } from './names.ts';

function isValid(name: string): boolean {
  return (
    name.length >= 1 &&
    name.length <= 100 &&
    Buffer.byteLength(name) <= 255 &&
    !/[\\/:*?"<>|\p{Cc}\p{Cf}]/u.test(name) &&
    name.isWellFormed() &&
    !/[ .]$|^ /.test(name) &&
    !/^(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)/i.test(name)
  );
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('.', ' ', '/', '\\', 'C', 'O', 'N', '1', '营', '𬭎', '\u0000', '\u202e', '\ud800'),
    maxLength: 150,
  }),
  fc.constantFrom(
    'CON',
    'con.pdf',
    'AUX.tar.gz',
    'NUL ',
    'com1',
    'LPT9.txt',
    'COM¹',
    'CLOCK$',
    '.',
    '..',
    '...',
    ' ',
    '',
  ),
);

test('any text becomes a name that every file system takes', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.constantFrom('', '.pdf', '.xlsx', '. ', '.\u0000'),
      fc.integer({ min: 12, max: 100 }),
      (text, ending, longest) => {
        const name = safeName(text, '文件', longest, ending);
        expect(isValid(name)).toBe(true);
        expect(name.length).toBeLessThanOrEqual(longest);
      },
    ),
  );
});

test('names in one folder never meet, whatever the case or the Unicode form', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 30 }), (texts) => {
      const folder = new FolderNames();
      const names = texts.map((text) => folder.take(text, '文件', 60, '.pdf'));
      expect(new Set(names.map(nameKey)).size).toBe(names.length);
      expect(names.every(isValid)).toBe(true);
    }),
  );
});

test('forbidden signs stay readable and reserved device names get a mark', () => {
  expect(safeName('合同: A/B <终稿>?', '文件')).toBe('合同： A／B ＜终稿＞？');
  expect(safeName('con.pdf', '文件')).toBe('_con.pdf');
  expect(safeName('CON', '文件', 100, '.pdf')).toBe('_CON.pdf');
  expect(safeName('\u202egpj.exe', '文件')).toBe('gpj.exe');
  expect(safeName(' ... ', '未命名')).toBe('未命名');
});

test('a long name is cut at a whole character and keeps its ending', () => {
  const name = safeName('𬭎'.repeat(120), '文件', 100, '.pdf');
  expect(name).toMatch(/^(𬭎)+\.pdf$/u);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
});

test('a second file of the same name gets a number before its extension', () => {
  const folder = new FolderNames();
  expect(folder.take('报告', '文件', 60, '.pdf')).toBe('报告.pdf');
  expect(folder.take('报告', '文件', 60, '.PDF')).toBe('报告 (2).PDF');
});

test('only a short plain ending is an extension', () => {
  expect(splitExtension('2024年报告.pdf')).toEqual({ stem: '2024年报告', extension: '.pdf' });
  expect(splitExtension('第3.2节 说明')).toEqual({ stem: '第3.2节 说明', extension: '' });
  expect(splitExtension('.gitignore')).toEqual({ stem: '.gitignore', extension: '' });
});

test('the package is named after enterprise, programme, day and code', () => {
  const date = '2025-10-15';
  expect(
    packageName({
      applicant: '重庆示例食品有限公司',
      programmeName: '标杆企业申报',
      date,
      twinCode: 'AB12-CD34',
    }),
  ).toBe('重庆示例食品有限公司-标杆企业申报-20251015-AB12-CD34');
  fc.assert(
    fc.property(anyText, (applicant) =>
      isValid(packageName({ applicant, programmeName: '小快轻准申报', date, twinCode: 'AB12-CD34' })),
    ),
  );
});
