import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['C:\\Users\\王小明\\AppData\\Roaming\\dossier\\store', ['王小明', 'Users']],
  ['open C:/Users/wang xiao/Documents/甲公司.dossier failed', ['wang', '甲公司']],
  ['\\\\fileserver\\share\\申报\\x.pdf', ['fileserver', '申报']],
  ["ENOENT: no such file, open '/home/wangxiaoming/桌面/营业执照.jpg'", ['wangxiaoming', '营业执照']],
  ['at file:///opt/app/electron/main.js:12:3', ['/opt/app']],
  ['统一社会信用代码 91500000MA5U0000X1 不对', ['91500000MA5U0000X1']],
  ['id 50010119900101123X', ['50010119900101123X']],
  ['call 13800138000 or 138-0013-8000 or +86 138 0013 8000', ['13800138000', '0013']],
  ['fax 023-68001234', ['68001234']],
  ['mail zhang.san@example.com.cn', ['zhang.san', 'example.com.cn']],
  ['invoice 24502000000012345678', ['24502000000012345678']],
  ['重庆示例食品有限公司的草稿', ['示例', '公司']],
])('%s', (line, gone) => {
  for (const words of gone) expect(redact(line)).not.toContain(words);
});

test('what helps to find a fault stays', () => {
  const line = 'problem call saveDraft: SqliteError: database is locked (SQLITE_BUSY) after 2000 ms, 12:3';
  expect(redact(line)).toBe(line);
});
