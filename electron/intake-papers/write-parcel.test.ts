import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAN_MOUNT, SmallDisk } from '../../e2e/testing/small-disk.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { entryOf } from '../../shared/intake/fixtures/some-entry.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { readMailDraft } from '../delivery/mail/read-mail-draft.ts';
import { writeMedium } from '../delivery/medium/write-medium.ts';
import { writeSmallPackage } from '../delivery/testing/small-package.ts';
import { readManifest } from '../package/manifest.ts';
import { listPackageFolder, verifyHashes } from '../package/verify-files.ts';
import { readParcelManifest } from './parcel-manifest.ts';
import { batchOf } from './testing/some-batch.ts';
import { type ParcelInput, writeParcel } from './write-parcel.ts';

const place = mkdtempSync(join(tmpdir(), 'dossier-parcel-'));
const NAME = '渝北区-推荐资料-20251028';
const entries: Entry[] = [];
const folders: Record<string, string> = {};

beforeAll(async () => {
  for (const [id, more] of Object.entries<Partial<Entry>>({
    first: { values: { applicantName: '重庆示例机械有限公司' } },
    // Two that Windows would take for one.
    second: { values: { applicantName: '重庆 A/B 公司' }, position: 2 },
    third: { values: { applicantName: '重庆 a/b 公司' }, position: 3, state: 'changed' },
    typed: { values: { applicantName: '手工录入公司' }, position: 4, state: 'byHand' },
    returned: { values: { applicantName: '退回公司' }, position: 5, verdict: 'returned' },
  })) {
    entries.push(entryOf({ entryId: id, ...more }));
    if (id === 'typed') continue;
    const parent = join(place, 'intake', id);
    mkdirSync(parent, { recursive: true });
    folders[id] = await writeSmallPackage(parent, { '01-申报书.docx': 300_000, '03-成册.pdf': 600_000 });
  }
  const third = folders.third ?? '';
  writeFileSync(join(third, '附件：1:2.txt'), '甲');
  writeFileSync(join(third, '附件：1：2.txt'), '乙');
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

let number = 0;
function out(): string {
  number += 1;
  const folder = join(place, `out ${number}`);
  mkdirSync(folder);
  return folder;
}
const write = (outFolder: string, more: Partial<ParcelInput> = {}) =>
  writeParcel({
    ...{ notice: NOTICE, batch: batchOf({ programmes: ['benchmark'] }), entries, folders, outFolder },
    ...{ today: '2025-10-28', zip: false, replace: false, report: () => {} },
    ...more,
  });

test('papers, every recommended applicant’s files, a letter, zip and mails, each as its source', async () => {
  const parent = out();
  const stages = new Set<string>();
  const result = await write(parent, {
    zip: true,
    mailMegabytes: 2,
    report: ({ stage }) => stages.add(stage),
  });
  if (result.outcome !== 'written') throw new Error(result.outcome);
  expect(readdirSync(parent).sort()).toEqual([NAME, `${NAME}-邮件`, `${NAME}.zip`].sort());
  expect([...stages]).toEqual(['整理内容', '复制文件', '回读核对', '生成压缩包', '生成邮件', '完成写入']);
  const table = '附件2-2025年重庆市中小企业数字化转型标杆企业申报汇总表';
  const parcel = join(parent, NAME);
  expect(readdirSync(parcel).sort()).toEqual(
    [
      ...['推荐意见.docx', '寄送标签.pdf', '上报邮件.eml', 'manifest.json', '申报材料'],
      ...[`${table}.docx`, `${table}.pdf`, `${table}.xlsx`],
    ].sort(),
  );
  const materials = ['附件2-01-重庆示例机械有限公司', '附件2-02-重庆 A／B 公司', '附件2-03-重庆 a／b 公司'];
  expect(readdirSync(join(parcel, '申报材料')).sort()).toEqual(materials);
  const first = join(parcel, '申报材料', materials[0] ?? '');
  execFileSync('diff', ['-r', folders.first ?? '', first]);
  // What lies in the parcel is still a package.
  expect(await verifyHashes(first, readManifest(first, readFileSync(join(first, 'manifest.json'))))).toEqual(
    [],
  );
  expect(result.withoutFiles).toEqual(['手工录入公司']);
  const third = join(parcel, '申报材料', materials[2] ?? '');
  expect(readFileSync(join(third, '附件：1：2.txt'), 'utf8')).toBe('乙');
  expect(readFileSync(join(third, '附件：1：2 (2).txt'), 'utf8')).toBe('甲');
  expect(result.renamed).toEqual([`申报材料/${materials[2]}/附件：1：2 (2).txt`]);

  const manifest = readParcelManifest(readFileSync(join(parcel, 'manifest.json')));
  if (manifest === undefined) throw new Error('no manifest');
  expect(await verifyHashes(parcel, manifest)).toEqual([]);
  expect(manifest.entries.map(({ number: each, folder }) => [each, folder?.split('/')[1] ?? null])).toEqual([
    ...materials.map((name, index) => [index + 1, name]),
    [4, null],
  ]);
  const letter = await readMailDraft(join(parcel, '上报邮件.eml'));
  expect(letter.headers.get('to')).toBe('zhangjie613163@163.com');
  expect(letter.headers.get('x-unsent')).toBe('1');
  expect(letter.parts).toHaveLength(5);

  const unpacked = join(place, 'unpacked');
  execFileSync('unzip', ['-q', join(parent, `${NAME}.zip`), '-d', unpacked]);
  execFileSync('diff', ['-r', parcel, join(unpacked, NAME)]);
  if (result.mails?.outcome !== 'written') throw new Error('no mails');
  expect(result.mails.mails.length).toBeGreaterThan(1);
  const fromMails = join(place, 'from mails');
  for (const { zip, draftBytes } of result.mails.mails) {
    execFileSync('unzip', ['-q', join(parent, `${NAME}-邮件`, zip), '-d', fromMails]);
    expect(draftBytes).toBeLessThanOrEqual(2e6);
  }
  execFileSync('diff', ['-r', parcel, join(fromMails, NAME)]);

  const stick = out();
  const medium = { packagePath: parcel, target: stick, replace: false, report: () => {} };
  expect(await writeMedium(medium)).toMatchObject({ outcome: 'written', files: result.files });
  expect(await writeMedium(medium)).toMatchObject({ outcome: 'already' });
  execFileSync('diff', ['-r', parcel, join(stick, NAME)]);

  expect(await write(parent)).toEqual({ outcome: 'occupied', names: [NAME, `${NAME}.zip`, `${NAME}-邮件`] });
  // With another state of the batch the older zip and mails would no longer tell the truth.
  const again = await write(parent, { entries: entries.slice(0, 1), replace: true });
  expect(again).toMatchObject({ outcome: 'written', mails: null, zip: null });
  expect(readdirSync(parent)).toEqual([NAME]);
  expect(await writeMedium({ ...medium })).toMatchObject({
    outcome: 'occupied',
    problems: [expect.stringContaining('另一次写出的上报材料')],
  });
});

test('cancelled anywhere, nothing is left, and what lay there stays', async () => {
  const parent = out();
  mkdirSync(join(parent, NAME));
  writeFileSync(join(parent, NAME, '旧.txt'), '旧');
  for (const at of ['整理内容', '回读核对', '完成写入']) {
    const stop = new AbortController();
    const report = ({ stage }: { stage: string }) => (stage === at ? stop.abort() : undefined);
    const work = write(parent, { replace: true, entries: entries.slice(0, 1), report, signal: stop.signal });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(parent)).toEqual([NAME]);
    expect(readdirSync(join(parent, NAME))).toEqual(['旧.txt']);
  }
});

test('a package that is no longer as it came in is told, and no parcel is written', async () => {
  const parent = join(out(), 'new');
  const parentOfCopy = join(place, 'damaged');
  mkdirSync(parentOfCopy);
  const damaged = await writeSmallPackage(parentOfCopy, { '01-申报书.docx': 1000 });
  appendFileSync(join(damaged, '01-申报书.docx'), 'x');
  const work = write(parent, { entries: entries.slice(0, 1), folders: { first: damaged } });
  await expect(work).rejects.toMatchObject({
    code: 'entryDamaged',
    data: { applicant: '重庆示例机械有限公司', problems: ['01-申报书.docx：内容已被改动'] },
  });
  expect(readdirSync(join(parent, '..'))).toEqual([]);
  const { files } = await listPackageFolder(damaged);
  expect(files.size).toBeGreaterThan(1);
});

test.runIf(CAN_MOUNT)(
  'a full disk is told before and while it is written to, and nothing is left',
  async () => {
    const disk = new SmallDisk(9);
    try {
      let filler: string | undefined = join(disk.folder, '别的.bin');
      const report = ({ stage }: { stage: string }) => {
        if (stage !== '复制文件' || filler === undefined) return;
        writeFileSync(filler, new Uint8Array(8_200_000));
        filler = undefined;
      };
      await expect(write(disk.folder, { report })).rejects.toMatchObject({ code: 'diskFull' });
      expect(readdirSync(disk.folder)).toEqual(['别的.bin']);
      await expect(write(disk.folder)).rejects.toMatchObject({
        code: 'diskFull',
        data: { neededBytes: expect.any(Number), freeBytes: expect.any(Number) },
      });
      expect(readdirSync(disk.folder)).toEqual(['别的.bin']);
    } finally {
      disk.remove();
    }
  },
);
