import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['C:\\Users\\王小明\\AppData\\Roaming\\dossier\\store', ['王小明', 'Users']],
  ['open C:/Users/wang xiao/Documents/甲公司.dossier failed', ['wang', '甲公司']],
  ['\\\\fileserver\\share\\申报\\x.pdf', ['fileserver', '申报']],
  ["ENOENT: no such file, open '/home/wangxiaoming/桌面/营业执照.jpg'", ['wangxiaoming', '营业执照']],
  ["ENOENT: no such file or directory, open '/home/u/Acme Ltd/Great Plan.pdf'", ['Acme', 'Ltd', 'Plan']],
  ["rename 'C:\\Users\\Li Ming\\a b.pdf' -> 'D:\\x y\\Acme Ltd.pdf'", ['Ming', 'b.pdf', 'Acme', 'Ltd']],
  ["copyfile '/Users/li/O'Neil (final) v2/scan 1.jpg' -> '/Volumes/MY USB/x'", ['Neil', 'scan', 'USB']],
  ["open '/media/u/重庆 甲 公司/报告 终稿.pdf'", ['重庆', '终稿', '甲']],
  ['DossierError: 文件“Acme Ltd.pdf”超过 300 MB', ['Acme', 'Ltd']],
  ['数据文件夹不能写入：/home/u/Acme Ltd/my dossier。为避免丢失', ['Acme', 'Ltd', 'my']],
  ['无法读取：D:\\My Docs\\Acme Ltd.dossier（已损坏）', ['Docs', 'Acme', 'Ltd']],
  ['opened /home/u/Acme Ltd/x.pdf', ['Acme', 'Ltd']],
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

test('what stands around a place stays', () => {
  expect(redact("Error: EBUSY: busy, copyfile '/a b/c' -> '/d e/f', tried 3 times")).toBe(
    "Error: EBUSY: busy, copyfile '<path>' -> '<path>', tried 3 times",
  );
});

test('an endless line is cut, and keeps nobody waiting', () => {
  for (const part of ['a', "'/", '1 ', '/a ', 'C:\\a ', '甲a', '“', 'a.'])
    expect(redact(part.repeat(500_000)).length).toBeLessThan(100_000);
});

test('what helps to find a fault stays', () => {
  const line = 'problem call saveDraft: SqliteError: database is locked (SQLITE_BUSY) after 2000 ms, 12:3';
  expect(redact(line)).toBe(line);
});
