import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CAN_MOUNT, readOnlyFolder, SmallDisk } from '../../../e2e/testing/small-disk.ts';
import { makeTemporaryFolder } from '../../package/temporary-folder.ts';
import { compareWithManifest, listPackageFolder } from '../../package/verify-files.ts';
import { openDeliverySource } from '../delivery-source.ts';
import { SMALL_PACKAGE, writeSmallPackage } from '../testing/small-package.ts';
import { type MediumInput, writeMedium } from './write-medium.ts';

const place = mkdtempSync(join(tmpdir(), 'dossier-medium-'));
let packagePath = '';
let hashes: ReadonlyMap<string, string>;
const source = async () => {
  const { manifest, close } = await openDeliverySource(packagePath);
  const { files } = await listPackageFolder(packagePath);
  const compared = await compareWithManifest(files, manifest);
  await close();
  return compared;
};
beforeAll(async () => {
  packagePath = await writeSmallPackage(place, {
    '01-申报书.docx': 300_000,
    '03-申报书成册(含佐证材料).pdf': 1_700_000,
    '04-佐证材料/01-营业执照/01-执照.jpg': 250_000,
  });
  hashes = (await source()).hashes;
});
// Whatever became of the medium, the package is as it was.
afterEach(async () => expect(await source()).toEqual({ problems: [], hashes }));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let folders = 0;
function folder(): string {
  folders += 1;
  const made = join(place, `U 盘 ${folders}`);
  mkdirSync(made);
  return made;
}
const write = (target: string, more: Partial<MediumInput> = {}) =>
  writeMedium({ packagePath, target, replace: false, report: () => {}, ...more });

test('written, read back, and the same on the medium; a second time it is told to be there', async () => {
  const target = folder();
  const stages: string[] = [];
  const result = await write(target, { report: ({ stage }) => stages.push(stage) });
  const written = join(target, SMALL_PACKAGE);
  expect(result).toMatchObject({ outcome: 'written', folder: written, twinCode: '7K3M-9QXT', files: 5 });
  expect([...new Set(stages)]).toEqual(['复制文件', '回读核对', '完成写入']);
  expect(readdirSync(target)).toEqual([SMALL_PACKAGE]);
  execFileSync('diff', ['-r', packagePath, written]);
  expect(await write(target)).toEqual({ ...result, outcome: 'already' });
});

test('what an earlier try left on a stick that was pulled goes with the next', async () => {
  const target = folder();
  writeFileSync(join(await makeTemporaryFolder(target), 'half'), 'x');
  expect(await write(target)).toMatchObject({ outcome: 'written' });
  expect(readdirSync(target)).toEqual([SMALL_PACKAGE]);
});

test('a damaged copy, and another version, give way only when asked', async () => {
  const target = folder();
  await write(target);
  const copied = join(target, SMALL_PACKAGE, '01-申报书.docx');
  appendFileSync(copied, 'x');
  writeFileSync(join(target, SMALL_PACKAGE, '我的笔记.txt'), 'x');
  const occupied = await write(target);
  expect(occupied).toMatchObject({ outcome: 'occupied', folder: join(target, SMALL_PACKAGE) });
  expect(occupied.outcome === 'occupied' && occupied.problems.join()).toMatch(
    /01-申报书.docx：内容已被改动.*我的笔记.txt/,
  );
  expect(await write(target, { replace: true })).toMatchObject({ outcome: 'written' });
  execFileSync('diff', ['-r', packagePath, join(target, SMALL_PACKAGE)]);
  expect(readdirSync(target)).toEqual([SMALL_PACKAGE]);

  const other = folder();
  await writeSmallPackage(other, { '01-申报书.docx': 10 }, 'AAAA-BBBB');
  expect(await write(other)).toMatchObject({ problems: ['是另一版本的申报包，对照码 AAAA-BBBB'] });
  writeFileSync(join(other, SMALL_PACKAGE, 'manifest.json'), '');
  expect(await write(other)).toMatchObject({ problems: ['manifest.json 读不出来，不是完整的申报包'] });
});

test('cancelled at any stage, nothing is left on the medium, and what gave way is still there', async () => {
  const target = folder();
  await write(target);
  appendFileSync(join(target, SMALL_PACKAGE, '01-申报书.docx'), 'x');
  for (const at of ['复制文件', '回读核对', '完成写入']) {
    const stop = new AbortController();
    const report = ({ stage }: { stage: string }) => void (stage === at && stop.abort());
    const writing = write(target, { replace: true, signal: stop.signal, report });
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(target)).toEqual([SMALL_PACKAGE]);
  }
  expect(await write(target)).toMatchObject({ outcome: 'occupied' });
});

test('what does not read back as it was written is told, and taken away', async () => {
  const target = folder();
  const report: MediumInput['report'] = ({ stage }) => {
    if (stage !== '回读核对') return;
    const [temporary = ''] = readdirSync(target).filter((name) => name.startsWith('.dossier-partial'));
    // As a worn stick gives back other bytes than it took.
    if (temporary !== '')
      writeFileSync(join(target, temporary, SMALL_PACKAGE, '01-申报书.docx'), new Uint8Array(300_000));
  };
  await expect(write(target, { report })).rejects.toMatchObject({
    code: 'mediumDiffers',
    data: { path: target, files: ['01-申报书.docx'] },
    message: expect.stringMatching(/换一个 U 盘，再点“重新写入”。原文件没有受影响/),
  });
  expect(readdirSync(target)).toEqual([]);
});

test('a package with a changed or missing file is not written; one in itself neither', async () => {
  const own = mkdtempSync(join(place, 'changed-'));
  const changed = await writeSmallPackage(own, { '01-申报书.docx': 1000 });
  appendFileSync(join(changed, '01-申报书.docx'), 'x');
  const target = folder();
  const writing = write(target, { packagePath: changed });
  await expect(writing).rejects.toMatchObject({ code: 'packageDamaged' });
  rmSync(join(changed, '01-申报书.docx'));
  await expect(write(target, { packagePath: changed })).rejects.toMatchObject({
    message: expect.stringContaining('01-申报书.docx：缺少此文件'),
  });
  expect(readdirSync(target)).toEqual([]);
  await expect(write(packagePath)).rejects.toMatchObject({ code: 'misused' });
  // Over itself, what was laid beside its files would go, though the person would say yes.
  writeFileSync(join(packagePath, '盖章页.pdf'), 'x');
  await expect(write(place, { replace: true })).rejects.toMatchObject({ code: 'misused' });
  rmSync(join(packagePath, '盖章页.pdf'));
});

test('a package whose name the system refuses is told', async () => {
  const writing = write(folder(), { packagePath: join(place, 'x'.repeat(300)) });
  await expect(writing).rejects.toMatchObject({
    code: 'deviceFailed',
    message: expect.stringContaining('路径过长'),
  });
});

test('a medium that may not be written to is told', async () => {
  const { folder: target, remove } = readOnlyFolder();
  try {
    await expect(write(target)).rejects.toMatchObject({
      code: expect.stringMatching(/^medium(ReadOnly|Full)$/),
      message: expect.stringContaining('重新写入'),
    });
  } finally {
    remove();
  }
});

test('a medium that is not there is told', async () => {
  await expect(write(join(place, 'no such stick'))).rejects.toMatchObject({ code: 'mediumGone' });
});

test.runIf(CAN_MOUNT)('a full stick is told before anything is written, with both numbers', async () => {
  const disk = new SmallDisk(4);
  try {
    writeFileSync(join(disk.folder, '别的文件'), new Uint8Array(2 << 20));
    await expect(write(disk.folder)).rejects.toMatchObject({
      code: 'mediumFull',
      message: expect.stringMatching(/需要 4 MB，剩余 2 MB。请清理 U 盘或换一个，再点“重新写入”/),
    });
    expect(readdirSync(disk.folder)).toEqual(['别的文件']);
  } finally {
    disk.remove();
  }
});

test.runIf(CAN_MOUNT)(
  'a stick that fills up, locks or is pulled in the middle is told; nothing looks done',
  async () => {
    const faults: [code: string, at: string, (disk: SmallDisk) => void][] = [
      ['mediumFull', '复制文件', (disk) => execFileSync('mount', ['-o', 'remount,size=2m', disk.folder])],
      // A disk cannot lock while a file on it is being written.
      ['mediumReadOnly', '回读核对', (disk) => disk.makeReadOnly()],
      ['mediumGone', '复制文件', (disk) => execFileSync('umount', ['-l', disk.folder])],
    ];
    for (const [code, at, fault] of faults) {
      const disk = new SmallDisk(8);
      let isDone = false;
      try {
        const report: MediumInput['report'] = ({ stage, done }) => {
          if (isDone || stage !== at || done === undefined) return;
          isDone = true;
          fault(disk);
        };
        await expect(write(disk.folder, { report })).rejects.toMatchObject({ code });
        expect(readdirSync(disk.folder).filter((name) => !name.startsWith('.dossier-partial'))).toEqual([]);
      } finally {
        if (code === 'mediumGone') rmSync(disk.folder, { recursive: true });
        else disk.remove();
      }
    }
  },
);
