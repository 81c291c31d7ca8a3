import { expect, test } from 'vitest';
import { foldersRefused, pastedName } from './dropped-files.ts';
import type { UploadEnd } from './upload-queue.ts';
import { reportOf } from './upload-report.ts';

const taken = (name: string, notes: string[] = []): UploadEnd => ({
  end: 'taken',
  name,
  answer: { outcome: 'changed', revision: 1, slots: [], notes },
});

test('one file that was added speaks for itself; several are counted; notes and failures are told', () => {
  expect(reportOf([taken('a')])).toBeUndefined();
  expect(reportOf([taken('a'), taken('b')])?.text).toBe('已添加 2 个文件。');
  expect(reportOf([taken('a', ['照片已转换。']), taken('b')])).toEqual({
    kind: 'info',
    text: '照片已转换。',
  });
  expect(reportOf([taken('a'), { end: 'cancelled', name: 'b' }])?.text).toBe(
    '已添加 1 个文件，取消了 1 个。',
  );
  const failed: UploadEnd = { end: 'failed', name: 'b', message: '磁盘已满。' };
  expect(reportOf([taken('a', ['甲']), failed, failed])).toEqual({ kind: 'problem', text: '磁盘已满。\n甲' });
});

test('a long list of failures ends with how many more there are', () => {
  const ends = Array.from(
    { length: 9 },
    (_, index): UploadEnd => ({
      end: 'failed',
      name: '',
      message: `第 ${index} 个`,
    }),
  );
  const lines = reportOf(ends)?.text.split('\n') ?? [];
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toBe('另有 4 条同样的情况。');
});

test('folders are named, and a pasted picture gets a name by its time', () => {
  expect(foldersRefused([])).toBeUndefined();
  expect(foldersRefused([{ name: '发票' }])).toContain('“发票”是文件夹');
  expect(foldersRefused([{ name: '发票' }, { name: '合同' }])).toContain('等 2 个');
  expect(pastedName('image/jpeg', new Date(2025, 8, 3, 4, 5, 6))).toBe('粘贴的图片-20250903-040506.jpg');
});
