import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { MANIFEST_FILE } from '../package/manifest.ts';
import { BOUND_FILE, DOCX_FILE } from '../package/package-parts.ts';
import { type RawEntry, rawZip } from '../package/testing/raw-zip.ts';
import { listPackageFolder } from '../package/verify-files.ts';
import type { JudgedPackage } from './judge-package.ts';
import { takePackagesIn } from './take-packages-in.ts';
import { applicantNumber, makePackage } from './testing/made-packages.ts';

/** Packages as they come after they went through real hands and programs, and none of them was changed. */

const place = mkdtempSync(join(tmpdir(), 'dossier-hands-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let folders = 0;
function newFolder(): string {
  folders += 1;
  const folder = join(place, String(folders));
  mkdirSync(folder);
  return folder;
}

async function takeIn(folder: string) {
  const taken: JudgedPackage[] = [];
  const result = await takePackagesIn(
    {
      sources: [{ path: folder }],
      folder: newFolder(),
      receivedOn: '2025-10-20',
      knownFingerprints: [],
    },
    (report) => void (report.kind === 'taken' && taken.push(report.package)),
  );
  const entries = taken.map(({ entry }) => entry);
  return {
    ...result,
    rows: entries.map(({ state, values, cameAs }) => [state, values.applicantName ?? cameAs]),
    problems: entries.flatMap(({ problems }) => problems),
    entries,
    findings: taken.flatMap(({ items }) =>
      items.flatMap((item) => item.findings.map(({ message }) => message)),
    ),
  };
}

const company = (number: number) => applicantNumber(number).applicant;
const made = (folder: string, number: number) => makePackage(folder, applicantNumber(number));

/** A zip as a program writes one, with its own names for the files. */
async function zipOf(
  folder: string,
  nameOf: (path: string) => RawEntry['name'],
  more: Partial<RawEntry> = {},
): Promise<RawEntry[]> {
  const { files } = await listPackageFolder(folder);
  return [...files].map(([path, file]) => ({
    ...{ name: nameOf(`${basename(folder)}/${path}`), data: readFileSync(file) },
    ...more,
  }));
}

test('what systems and word processors leave beside the files changes nothing', async () => {
  const folder = newFolder();
  const whole = await made(folder, 1);
  const litter = [
    '~$-申报书.docx',
    '.~01-申报书.docx',
    '.~lock.01-申报书.docx#',
    '~WRL0001.tmp',
    'Thumbs.db',
  ];
  for (const name of litter) writeFileSync(join(whole, name), 'x');
  expect(await takeIn(folder)).toMatchObject({ rows: [['intact', company(1)]], problems: [], told: [] });
  expect((await listPackageFolder(whole)).files.has('~$-申报书.docx')).toBe(false);
});

test('files that lie on the stick itself are a package, and so is every folder beside them', async () => {
  const folder = newFolder();
  const [bare, other] = [await made(newFolder(), 2), await made(newFolder(), 3)];
  cpSync(bare, folder, { recursive: true });
  cpSync(other, join(folder, basename(other)), { recursive: true });
  for (const name of ['System Volume Information', '$RECYCLE.BIN', '.Trash-1000']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'x.docx'), 'x');
  }
  const { rows, problems } = await takeIn(folder);
  expect(rows).toEqual([
    ['intact', company(2)],
    ['intact', company(3)],
  ]);
  expect(problems).toEqual([]);
});

test('a package that was dragged into another is taken by itself, from a folder and from a zip', async () => {
  const [outer, inner] = [await made(newFolder(), 4), await made(newFolder(), 5)];
  const folder = newFolder();
  const target = join(folder, basename(outer));
  cpSync(outer, target, { recursive: true });
  cpSync(inner, join(target, '04-佐证材料', basename(inner)), { recursive: true });
  const both = [
    ['intact', company(4)],
    ['intact', company(5)],
  ];
  expect((await takeIn(folder)).rows).toEqual(both);
  const zipped = newFolder();
  writeFileSync(
    join(zipped, '报送.zip'),
    rawZip([
      ...(await zipOf(outer, (path) => path)),
      ...(await zipOf(inner, (path) => `${basename(outer)}/04-佐证材料/${path}`)),
    ]),
  );
  expect((await takeIn(zipped)).rows).toEqual(both);
});

test('a zip of Windows PowerShell has backslashes for slashes, and goes nowhere else for it', async () => {
  const folder = newFolder();
  const whole = await made(newFolder(), 6);
  const entries = await zipOf(whole, (path) => path.replaceAll('/', '\\'));
  writeFileSync(join(folder, '申报材料.zip'), onWindows(rawZip(entries)));
  expect(await takeIn(folder)).toMatchObject({ rows: [['intact', company(6)]], problems: [] });
  const hostile = newFolder();
  writeFileSync(
    join(hostile, '出界.zip'),
    onWindows(rawZip([{ name: 'manifest.json' }, { name: '..\\..\\evil' }])),
  );
  expect(await takeIn(hostile)).toMatchObject({
    rows: [['refused', '出界.zip']],
    problems: [expect.stringMatching(/会写到草稿文件夹之外/)],
  });
});

/** The zip as if made on Windows: each record of the directory says so. */
function onWindows(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
    bytes[at + 5] = 0;
  return bytes;
}

test('what cannot be taken says what it is and what to do about it', async () => {
  const folder = newFolder();
  const whole = await made(newFolder(), 7);
  const put = (name: string, content: Uint8Array | string) => writeFileSync(join(folder, name), content);
  put('加密.zip', rawZip(await zipOf(whole, (path) => path, { flags: 0x801 })));
  put('改名.zip', 'Rar!\x1a\x07');
  put('街道汇总.zip', rawZip([{ name: '甲公司.zip', data: 'x' }, { name: '乙公司.rar' }]));
  for (const name of ['大包.zip.001', '大包.zip.002', '另.part1.rar', '另.part2.rar', '又.z01'])
    put(name, 'x');
  const inside = join(folder, basename(whole));
  cpSync(whole, inside, { recursive: true });
  writeFileSync(join(inside, '盖章页扫描.rar'), 'x');
  const newer = join(folder, '新版');
  cpSync(whole, newer, { recursive: true });
  const manifest = readFileSync(join(newer, MANIFEST_FILE), 'utf8');
  writeFileSync(join(newer, MANIFEST_FILE), manifest.replace('"formatVersion": 1', '"formatVersion": 2'));
  const { entries, told } = await takeIn(folder);
  const found = (name: string) => entries.find(({ cameAs }) => cameAs === name);
  expect(found('加密.zip')).toMatchObject({
    state: 'unreadable',
    problems: [expect.stringMatching(/加了密码.*要来密码.*解压/)],
  });
  expect(told.find(({ name }) => name === '改名.zip')?.reason).toMatch(/其实是 RAR 压缩包.*解压/);
  expect(told.find(({ name }) => name === '街道汇总.zip')?.reason).toMatch(
    /只有压缩包（“甲公司\.zip”、“乙公司\.rar”）.*先解压/,
  );
  expect(told.find(({ name }) => /等 5 个文件/.test(name))?.reason).toMatch(/分卷.*第一卷/);
  expect(told).toHaveLength(3);
  expect(found(basename(whole))).toMatchObject({
    state: 'refused',
    problems: [expect.stringMatching(/^已拒收：申报包里放进了压缩包（“盖章页扫描\.rar”）.*移出/)],
  });
  expect(found('新版')).toMatchObject({
    state: 'unreadable',
    problems: [expect.stringMatching(/新版申报匣导出.*不用重报：请更新本机的申报匣/)],
  });
});

test('a file that is empty was not copied whole, one that was saved again was changed, one that is lost is lost', async () => {
  const folder = newFolder();
  const whole = await made(folder, 8);
  truncateSync(join(whole, BOUND_FILE), 0);
  appendFileSync(join(whole, DOCX_FILE), ' ');
  const { files } = await listPackageFolder(whole);
  const evidence = (name: string) => [...files].find(([path]) => path.endsWith(name))?.[1] ?? '';
  appendFileSync(evidence('01-营业执照.pdf'), ' ');
  truncateSync(evidence('2023年参保证明.pdf'), 0);
  rmSync(evidence('2024年参保证明.pdf'));
  const { entries, findings } = await takeIn(folder);
  expect(entries).toMatchObject([{ state: 'changed' }]);
  expect(entries[0]?.problems.toSorted()).toEqual([
    expect.stringMatching(/^01-申报书\.docx：内容已被改动/),
    expect.stringMatching(/^03-.*：是空文件（0 字节），没有拷贝完整。请重新拷贝/),
    expect.stringMatching(/营业执照\.pdf：内容已被改动/),
    expect.stringMatching(/2023年参保证明\.pdf：是空文件/),
    expect.stringMatching(/2024年参保证明\.pdf：缺少此文件/),
  ]);
  // The rules say the same of them: what was saved again is not said to be gone.
  expect(findings.filter((message) => message.startsWith('文件“'))).toEqual([
    expect.stringMatching(/^文件“营业执照\.pdf”内容与草稿记录的不一致/),
    '文件“2023年参保证明.pdf”是空文件（0 字节）。',
    '文件“2024年参保证明.pdf”不存在。',
  ]);
});

test('a copy of a mail part that Windows named is the part', async () => {
  const folder = newFolder();
  const whole = await made(newFolder(), 9);
  const entries = await zipOf(whole, (path) => path);
  const part = (number: number, ending: string) =>
    writeFileSync(
      join(folder, `${basename(whole)}-邮件${number}of2${ending}.zip`),
      rawZip(entries.filter((_each, index) => index % 2 === number - 1)),
    );
  part(1, '');
  part(2, '');
  part(2, ' - 副本');
  part(1, ' - 副本 (2)');
  expect(await takeIn(folder)).toMatchObject({ rows: [['intact', company(9)]], already: [], told: [] });
});
