import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { cp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAN_MOUNT, SmallDisk } from '../../e2e/testing/small-disk.ts';
import { writeMail } from '../delivery/mail/write-mail.ts';
import { writeArchive } from '../package/archive-writer.ts';
import { PACKAGE_DRAFT } from '../package/draft-file.ts';
import { MANIFEST_FILE, readManifest } from '../package/manifest.ts';
import { BOUND_FILE, DOCX_FILE, PDF_FILE } from '../package/package-parts.ts';
import { type RawEntry, rawZip } from '../package/testing/raw-zip.ts';
import { listPackageFolder } from '../package/verify-files.ts';
import type { Store } from '../store/store.ts';
import { NEW_BATCH } from '../store/testing/new-entry.ts';
import { TemporaryStore } from '../store/testing/temporary-store.ts';
import { entryPlace } from './intake-places.ts';
import { takeIntoBatch } from './take-into-batch.ts';
import { takePackagesIn } from './take-packages-in.ts';
import { applicantNumber, type MadePackage, makePackage, sealFolder } from './testing/made-packages.ts';
import { tidyIntake } from './tidy-intake.ts';

const place = mkdtempSync(join(tmpdir(), 'dossier-intake-'));
const stick = join(place, 'U盘');
let temporary: TemporaryStore;
let store: Store;
let batchId: string;

beforeAll(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
  ({ batchId } = store.batches.create(NEW_BATCH));
});
afterAll(() => {
  temporary.remove();
  rmSync(place, { recursive: true, force: true });
});

function folderOf(...parts: string[]): string {
  const folder = join(stick, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function zipOf(folder: string, target: string, top = basename(folder)): Promise<string> {
  const { files } = await listPackageFolder(folder);
  await writeArchive(
    target,
    [...files].map(([path, file]) => ({ name: `${top}/${path}`, file })),
  );
  return target;
}

function hostile(name: string, entries: RawEntry[]): void {
  const [manifest] = [{ name: 'a/manifest.json', data: '{}' }];
  writeFileSync(join(folderOf('恶意'), `${name}.zip`), rawZip([manifest, ...entries]));
}

async function reseal(folder: string, spoil?: MadePackage['spoilManifest']): Promise<void> {
  const {
    sha256: _own,
    files: _files,
    ...content
  } = readManifest('', readFileSync(join(folder, MANIFEST_FILE)));
  await sealFolder(folder, content, spoil);
}

/** Everything below a folder, for what must not change. */
function treeOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

async function takeIn(paths: readonly string[], receivedOn = '2025-10-20', into = batchId) {
  const result = await takeIntoBatch(
    store,
    { batchId: into, sources: paths.map((path) => ({ path })), receivedOn },
    takePackagesIn,
    () => {},
    new AbortController().signal,
  );
  const entries = store.entries.list(into).filter(({ entryId }) => result.entryIds.includes(entryId));
  return { result, entries, as: (name: string) => entries.find(({ cameAs }) => cameAs.includes(name)) };
}

const benchmark = (number: number, more: MadePackage = {}) => ({ ...applicantNumber(number), ...more });
const product = (number: number, productName: string, more: MadePackage = {}) =>
  benchmark(number, { programme: 'product', productName, ...more });

/** A stick as it comes: packages of both programmes in every state, among other things. */
async function fillStick(): Promise<void> {
  const whole = folderOf('完好');
  const one = await makePackage(whole, benchmark(1));
  await makePackage(folderOf('重报'), benchmark(1, { remark: '补充了企业概况。', createdOn: '2025-10-18' }));
  await zipOf(one, join(folderOf('重复'), `${basename(one)}.zip`));
  const two = await makePackage(folderOf('压缩'), benchmark(2));
  await zipOf(two, join(stick, `${basename(two)}.zip`));
  rmSync(two, { recursive: true });
  await makePackage(whole, product(3, '云工 MES'));
  await makePackage(whole, product(3, '云工 WMS'));
  await makePackage(whole, benchmark(4, { district: '江北区' }));
  await makePackage(whole, benchmark(5, { incomplete: true }));
  const several = folderOf('汇集');
  const [six, seven] = [
    await makePackage(several, product(6, '甲')),
    await makePackage(several, product(7, '乙')),
  ];
  const together: { name: string; file: string }[] = [];
  for (const each of [six, seven])
    for (const [path, file] of (await listPackageFolder(each)).files)
      together.push({ name: `街道汇总/${basename(each)}/${path}`, file });
  await writeArchive(join(stick, '街道汇总.zip'), together);
  rmSync(several, { recursive: true });

  const changed = folderOf('改动');
  appendFileSync(join(await makePackage(changed, benchmark(10)), DOCX_FILE), 'x');
  rmSync(join(await makePackage(changed, benchmark(11)), PDF_FILE));
  writeFileSync(join(await makePackage(changed, benchmark(12)), '补充说明.txt'), 'x');
  const edited = await makePackage(changed, benchmark(13));
  const manifest = join(edited, MANIFEST_FILE);
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('第13', '第99'));
  await makePackage(
    changed,
    benchmark(14, { spoilManifest: (each) => Object.assign(each, { twinCode: '0000-0000' }) }),
  );
  const damaged = await makePackage(folderOf('损坏'), benchmark(15));
  const zip = await zipOf(damaged, join(stick, '损坏', `${basename(damaged)}.zip`));
  rmSync(damaged, { recursive: true });
  const bytes = readFileSync(zip);
  bytes.write('!', bytes.indexOf('%PDF-1.7'));
  writeFileSync(zip, bytes);
  const noDraft = await makePackage(changed, benchmark(16));
  writeFileSync(join(noDraft, PACKAGE_DRAFT), 'no zip');
  await reseal(noDraft);

  const broken = folderOf('不能读');
  writeFileSync(join(await makePackage(broken, benchmark(20)), MANIFEST_FILE), '{');
  rmSync(join(await makePackage(broken, benchmark(21)), MANIFEST_FILE));
  const cut = await makePackage(broken, benchmark(22));
  truncateSync(await zipOf(cut, join(broken, `${basename(cut)}.zip`)), 3_000);
  rmSync(cut, { recursive: true });
  writeFileSync(join(broken, '某公司-标杆企业申报-20251015-7K3M-9QXT.zip'), rawZip([{ name: '说明.txt' }]));
  await makePackage(
    broken,
    benchmark(23, { spoilManifest: (each) => Object.assign(each, { notice: 'cq-2026-1' }) }),
  );

  const mail = await makePackage(folderOf('邮件'), benchmark(24, { bytes: 120_000 }));
  const lost = await makePackage(folderOf('邮件'), benchmark(25, { bytes: 120_000 }));
  for (const packagePath of [mail, lost]) {
    const options = { outFolder: join(stick, '邮件'), limitMegabytes: 1, replace: false, report: () => {} };
    const written = await writeMail({ packagePath, ...options });
    if (written.outcome !== 'written' || written.mails.length < 2) throw new Error('two mails are expected');
    if (packagePath === lost) rmSync(join(written.folder, written.mails[1]?.zip ?? ''));
    rmSync(packagePath, { recursive: true });
  }

  hostile('出界', [{ name: 'a/../../../../evil.txt', data: 'x' }]);
  hostile('绝对路径', [{ name: '/tmp/dossier-evil.txt', data: 'x' }]);
  hostile('盘符', [{ name: 'C:/evil.txt', data: 'x' }]);
  hostile('反斜杠', [{ name: '..\\evil.txt', data: 'x' }]);
  hostile('链接', [{ name: 'a/link', data: '/etc/passwd', mode: 0o120777 }]);
  hostile('炸弹', [{ name: 'a/bomb.bin', data: 'x', says: { bytes: 2 ** 31 } }]);
  hostile('大小写', [{ name: 'a/X.txt' }, { name: 'a/x.TXT' }]);
  hostile('保留名', [{ name: 'a/CON.txt' }]);
  hostile('尾点', [{ name: 'a/b.' }]);
  hostile('套娃', [{ name: 'inner.zip', data: rawZip([{ name: 'x' }]) }]);
  hostile('包内套娃', [{ name: 'a/inner.zip', data: rawZip([{ name: 'x' }]) }]);
  hostile(
    '过多',
    Array.from({ length: 20_001 }, (_each, index) => ({ name: `a/${index}`, stored: true })),
  );
  const inside = await makePackage(folderOf('恶意'), benchmark(30));
  writeFileSync(join(inside, PACKAGE_DRAFT), rawZip([{ name: '../../evil.txt', data: 'x' }]));
  await reseal(inside);
  const linked = await makePackage(folderOf('恶意'), benchmark(31));
  rmSync(join(linked, BOUND_FILE));
  symlinkSync('/etc/passwd', join(linked, BOUND_FILE));

  writeFileSync(join(folderOf('其他'), '张三.dossier'), 'x');
  writeFileSync(join(stick, '其他', '驱动程序.zip'), rawZip([{ name: 'setup.exe', data: 'x' }]));
  writeFileSync(join(stick, '其他', '资料.rar'), 'x');
  writeFileSync(join(stick, '其他', '合影.jpg'), 'x');
  symlinkSync(whole, join(stick, '快捷方式'));
  mkdirSync(join(stick, 'System Volume Information', 'x'), { recursive: true });
}

test('a stick with packages of both programmes and every defect is taken in: each tells what it is and what to do', async () => {
  await fillStick();
  const before = treeOf(stick);
  const { result, entries, as } = await takeIn([stick]);
  expect(entries.length).toBeGreaterThanOrEqual(30);
  expect(treeOf(stick)).toEqual(before);

  expect(as('第2机械')).toMatchObject({ state: 'intact', marks: [], problems: [], programme: 'benchmark' });
  expect(as('第24机械')).toMatchObject({
    state: 'intact',
    marks: [],
    cameAs: expect.stringMatching(/^重庆示例第24/),
  });
  expect(as('第6机械')).toMatchObject({
    state: 'intact',
    programme: 'product',
    values: { productName: '甲' },
  });
  expect(as('第7机械')).toMatchObject({
    state: 'intact',
    values: {
      applicantName: '重庆示例第7机械有限公司',
      productName: '乙',
      applicationScenarios: '计划排程、生产管控',
      contactName: '王示例',
      contactPhone: '023-68000000',
    },
    creditCode: applicantNumber(7).creditCode,
    createdOn: '2025-10-15',
    receivedOn: '2025-10-20',
    findings: { block: 0, warn: 0 },
  });
  const ofFirst = entries.filter(({ cameAs }) => cameAs.includes('第1机械'));
  expect(ofFirst.map(({ state, marks }) => [state, marks])).toEqual([
    ['intact', ['duplicateApplicant']],
    ['intact', ['duplicateApplicant']],
  ]);
  expect(result.already).toEqual([expect.stringMatching(/^重庆示例第1机械.*\.zip$/)]);
  expect(entries.filter(({ cameAs }) => cameAs.includes('第3机械')).map(({ marks }) => marks)).toEqual([
    ['secondProduct'],
    ['secondProduct'],
  ]);
  expect(as('第4机械')).toMatchObject({ state: 'intact', marks: ['otherDistrict'] });
  expect(as('第5机械')).toMatchObject({ state: 'incomplete', problems: [expect.stringMatching(/“草稿”/)] });

  const problem = (name: string) => as(name)?.problems.join('\n');
  for (const [name, words] of [
    ['第10机械', /^01-申报书\.docx：内容已被改动。请申报单位.*重新导出并报送。$/],
    ['第11机械', /^02-申报书\.pdf：缺少此文件。请核对是否漏拷/],
    ['第12机械', /^补充说明\.txt：多出的文件.*请与申报单位核实/],
    ['第13机械', /manifest\.json：内容已被改动/],
    ['第14机械', /^manifest\.json：对照码为“0000-0000”，按填报内容和材料应为“.{9}”/],
    ['第15机械', /压缩包内的数据已损坏/],
    ['第16机械', /^draft\.dossier：无法读取/],
  ] as const) {
    expect([name, as(name)?.state]).toEqual([name, 'changed']);
    expect(problem(name)).toMatch(words);
  }
  expect(as('第15机械')?.problems).toHaveLength(1);
  for (const [name, words] of [
    ['第20机械', /manifest\.json 不是有效的 JSON/],
    ['第21机械', /没有 manifest\.json/],
    ['第22机械', /请重新复制或下载/],
    ['某公司', /压缩包里没有 manifest\.json/],
    ['第25机械', /分 \d 封邮件报送，缺少第 2 封的附件/],
  ] as const) {
    expect([name, as(name)?.state]).toEqual([name, 'unreadable']);
    expect(problem(name)).toMatch(words);
  }
  expect(as('第23机械')?.marks).toEqual(['otherNotice']);
  for (const [name, words] of [
    ['出界', /会写到草稿文件夹之外/],
    ['绝对路径', /绝对路径/],
    ['盘符', /盘符/],
    ['反斜杠', /反斜杠/],
    ['链接', /链接/],
    ['炸弹', /解压后过大/],
    ['大小写', /重名/],
    ['保留名', /Windows 保留/],
    ['尾点', /以点或空格结尾/],
    ['套娃', /压缩包里还有压缩包（“inner\.zip”）.*请先解压/],
    ['包内套娃', /申报包里放进了压缩包（“inner\.zip”）/],
    ['过多', /超过 20000 个条目/],
    ['第30机械', /draft\.dossier\/.*会写到草稿文件夹之外/],
    ['第31机械', /链接或设备/],
  ] as const) {
    const entry = entries.find(({ cameAs }) => cameAs === `${name}.zip` || cameAs.includes(`${name}有限`));
    expect([name, entry?.state, entry?.files]).toEqual([name, 'refused', 0]);
    expect(entry?.problems.join('\n')).toMatch(words);
  }
  const told = new Map(result.told.map(({ name, reason }) => [name, reason]));
  expect(told.get('张三.dossier')).toMatch(/只是草稿.*请申报单位/);
  expect(told.get('驱动程序.zip')).toMatch(/没有申报包/);
  expect(told.get('资料.rar')).toMatch(/请先解压/);
  // The letter whose zip is lost; those with their zips beside them say nothing more.
  expect([...told].filter(([name]) => name.endsWith('.eml'))).toEqual([
    [expect.stringMatching(/邮件2of\d\.eml$/), expect.stringMatching(/附件（\.zip）另存/)],
  ]);
  expect(told.size).toBe(4);

  // Nothing but whole packages, each at its place; nothing of the harmful ones anywhere.
  const { intake, root } = store.context.folder;
  expect(readdirSync(intake)).toEqual([batchId]);
  const kept = entries.filter(({ files }) => files > 0).map(({ entryId }) => entryId);
  expect(readdirSync(join(intake, batchId)).sort()).toEqual(kept.sort());
  const files = treeOf(intake).filter((path) => /evil|inner|bomb|passwd/.test(path));
  expect(files).toEqual([]);
  expect(existsSync('/tmp/dossier-evil.txt')).toBe(false);
  const [intact] = entries.filter(({ cameAs }) => cameAs.includes('第24机械'));
  const { files: copied } = await listPackageFolder(entryPlace(root, batchId, intact?.entryId ?? ''));
  expect(copied.size).toBe(intact?.files);
  expect(
    store.entries.items(intact?.entryId ?? '').find(({ itemId }) => itemId === 'slot:audit2024')?.page,
  ).toBe(29);
  expect(store.entries.items(entries.find(({ state }) => state === 'refused')?.entryId ?? '')).toEqual([]);
});

test('what came after the day, or is not collected, is marked; a single package, zip or file is taken as well', async () => {
  const other = store.batches.create({ ...NEW_BATCH, programmes: ['benchmark'] }).batchId;
  const folder = join(place, '单个');
  mkdirSync(folder);
  const one = await makePackage(folder, product(40, '丙'));
  const { entries } = await takeIn([one], '2025-10-23', other);
  expect(entries).toMatchObject([{ state: 'intact', marks: ['late', 'otherProgramme'] }]);
  const letter = join(folder, '来信.eml');
  writeFileSync(letter, 'x');
  writeFileSync(join(folder, '申报书.docx'), 'x');
  const { result } = await takeIn([letter, join(folder, '申报书.docx')], '2025-10-20', other);
  expect(result.taken).toBe(0);
  expect(result.told.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/手工登记/),
    expect.stringMatching(/附件（\.zip）另存/),
  ]);
});

test('mail parts that were renamed, or downloaded twice, are put together all the same', async () => {
  const other = store.batches.create(NEW_BATCH).batchId;
  const folder = join(place, '改名');
  mkdirSync(folder);
  const whole = await makePackage(folder, benchmark(50, { bytes: 120_000 }));
  const written = await writeMail({
    ...{ packagePath: whole, outFolder: folder, limitMegabytes: 1, replace: false, report: () => {} },
  });
  rmSync(whole, { recursive: true });
  if (written.outcome !== 'written') throw new Error(written.outcome);
  const zips = written.mails.map(({ zip }) => join(written.folder, zip));
  const again = zips.map((zip) => zip.replace('.zip', ' (1).zip'));
  for (const [index, zip] of zips.entries()) await cp(zip, again[index] ?? '');
  expect(await takeIn([...zips, ...again], undefined, other)).toMatchObject({
    entries: [{ state: 'intact' }],
  });
  const renamed = zips.map((_zip, index) => join(folder, `附件${index}.zip`));
  for (const [index, zip] of zips.entries()) await rename(zip, renamed[index] ?? '');
  const { result } = await takeIn(renamed, undefined, other);
  expect(result).toMatchObject({ taken: 0, already: [basename(whole)], told: [] });
});

test('a folder that is taken in again and again adds nothing; what was moved out stays out; lost files come back', async () => {
  const other = store.batches.create(NEW_BATCH).batchId;
  const folder = join(place, '每天');
  mkdirSync(folder);
  const [one, two] = [await makePackage(folder, benchmark(55)), await makePackage(folder, benchmark(56))];
  writeFileSync(join(folder, '甲-标杆企业申报-20251015-7K3M-9QXT.zip'), 'no zip');
  writeFileSync(join(folder, '出界.zip'), rawZip([{ name: '../evil', data: 'x' }]));
  rmSync(join(await makePackage(folder, benchmark(57)), MANIFEST_FILE));
  const first = await takeIn([folder], undefined, other);
  expect(first.result).toMatchObject({ taken: 5, already: [], told: [] });
  expect((await takeIn([folder], undefined, other)).result).toMatchObject({
    taken: 0,
    already: { length: 5 },
    told: [],
  });
  expect(store.entries.list(other)).toHaveLength(5);

  const entryOf = (name: string) => first.as(name)?.entryId ?? '';
  store.entries.setBinned([entryOf('第55')], true);
  store.entries.setVerdict([entryOf('第56')], 'returned', '盖章页不清晰');
  rmSync(entryPlace(store.context.folder.root, other, entryOf('第56')), { recursive: true });
  tidyIntake(store);
  const again = await takeIn([folder], undefined, other);
  expect(again.result).toMatchObject({
    taken: 1,
    already: { length: 3 },
    told: [{ name: basename(one), reason: expect.stringMatching(/移出.*放回/) }],
  });
  expect(again.entries).toMatchObject([
    { cameAs: basename(two), verdict: 'returned', reasons: '盖章页不清晰', problems: [] },
  ]);
  expect(store.entries.list(other)).toHaveLength(4);
  expect(existsSync(entryPlace(store.context.folder.root, other, entryOf('第56')))).toBe(true);
});

test('stopped in the middle, what was taken is whole, and nothing half is left', async () => {
  const other = store.batches.create(NEW_BATCH).batchId;
  const folder = join(place, '中止');
  mkdirSync(folder);
  for (const number of [60, 61, 62]) await makePackage(folder, benchmark(number));
  const stop = new AbortController();
  const result = await takeIntoBatch(
    store,
    { batchId: other, sources: [{ path: folder }], receivedOn: '2025-10-20' },
    takePackagesIn,
    (report) => void (report.kind === 'reading' && report.number === 2 && stop.abort()),
    stop.signal,
  );
  expect(result).toMatchObject({ stopped: true, taken: 1 });
  const [entry] = store.entries.list(other);
  expect(readdirSync(join(store.context.folder.intake, other))).toEqual([entry?.entryId]);
  expect(await takeIn([folder], undefined, other)).toMatchObject({
    result: { stopped: false, taken: 2, already: [expect.stringContaining('第60机械')] },
  });
});

test('a store that takes no more stops it, and is heard of', async () => {
  const other = store.batches.create(NEW_BATCH).batchId;
  const folder = join(place, '写不进');
  mkdirSync(folder);
  for (const number of [70, 71]) await makePackage(folder, benchmark(number));
  store.context.database.exec(
    `CREATE TEMP TRIGGER full BEFORE INSERT ON batch_entries BEGIN SELECT raise(ABORT, 'full'); END`,
  );
  await expect(takeIn([folder], undefined, other)).rejects.toThrow();
  store.context.database.exec('DROP TRIGGER full');
  expect(store.entries.list(other)).toEqual([]);
  await expect(takeIn([join(place, '没有')], undefined, other)).rejects.toThrow(/没有/);
});

test('a stick that is pulled ends it, with what was taken before it', async () => {
  const other = store.batches.create(NEW_BATCH).batchId;
  const folder = join(place, '拔出');
  mkdirSync(folder);
  for (const number of [80, 81]) await makePackage(folder, benchmark(number));
  const taking = takeIntoBatch(
    store,
    { batchId: other, sources: [{ path: folder }], receivedOn: '2025-10-20' },
    takePackagesIn,
    (report) => {
      if (report.kind === 'reading' && report.number === 2) rmSync(folder, { recursive: true, force: true });
    },
    new AbortController().signal,
  );
  await expect(taking).rejects.toMatchObject({
    code: 'deviceFailed',
    message: expect.stringMatching(/U 盘可能已拔出/),
  });
  expect(store.entries.list(other)).toMatchObject([{ state: 'intact' }]);
  expect(readdirSync(join(store.context.folder.intake, other))).toHaveLength(1);
});

test.runIf(CAN_MOUNT)(
  'a full disk ends it; what was taken before is whole, and nothing half is left',
  async () => {
    const folder = join(place, '装满');
    mkdirSync(folder);
    for (const number of [90, 91, 92]) await makePackage(folder, benchmark(number, { bytes: 80_000 }));
    const disk = new SmallDisk(2);
    try {
      const taken: string[] = [];
      const taking = takePackagesIn(
        { sources: [{ path: folder }], folder: disk.folder, receivedOn: '2025-10-20', knownFingerprints: [] },
        (report) => void (report.kind === 'taken' && taken.push(report.package.entry.entryId)),
      );
      await expect(taking).rejects.toMatchObject({ code: 'diskFull' });
      expect(taken.length).toBeGreaterThan(0);
      expect(readdirSync(disk.folder).sort()).toEqual(taken.map((id) => `${id}.ready`).sort());
    } finally {
      disk.remove();
    }
  },
);

test('a zip with more packages than anybody packs is refused whole; a name is told without what cannot be seen', async () => {
  const many = join(place, '很多.zip');
  const packages = Array.from({ length: 501 }, (_, index) => ({
    name: `${index}/manifest.json`,
    data: '{}',
  }));
  writeFileSync(many, rawZip(packages));
  const turned = join(place, '反写.zip');
  writeFileSync(turned, rawZip([{ name: 'x/manifest.json' }, { name: 'x/a\u202efdp.exe' }]));
  const problems: string[] = [];
  await takePackagesIn(
    {
      ...{ sources: [{ path: many }, { path: turned }], folder: join(place, 'judged') },
      ...{ receivedOn: '2025-10-16', knownFingerprints: [], judgeOnly: true },
    },
    (report) => {
      if (report.kind === 'taken') problems.push(...report.package.entry.problems);
    },
  );
  expect(problems).toEqual([
    expect.stringContaining('一个压缩包里的申报包超过 500 份'),
    expect.stringContaining('“afdp.exe”名称含有看不见的控制字符'),
  ]);
});
