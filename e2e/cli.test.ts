import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { hashFile } from '../electron/package/file-hash.ts';
import { readManifest, sealManifest, writeManifest } from '../electron/package/manifest.ts';
import { rawZip } from '../electron/package/testing/raw-zip.ts';
import { writeRealDraft } from '../electron/package/testing/real-draft.ts';
import { swapSealedPages, writeStampedScans } from '../electron/sealing/testing/stamped-scans.ts';

/** The real command line on the real examples, as a user starts it. */
const CLI = resolve(import.meta.dirname, '../electron/cli.ts');
const PROGRAMMES = ['benchmark', 'product'] as const;
type Programme = (typeof PROGRAMMES)[number];

let root = '';
const drafts = new Map<Programme, string>();
const packages = new Map<Programme, { path: string; twinCode: string; files: string[] }>();

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(parameters: string[]) {
  const { npm_lifecycle_event: _event, INIT_CWD: _standing, ...env } = process.env;
  return spawn(process.execPath, [CLI, ...parameters], {
    cwd: root,
    env: { ...env, TMPDIR: join(root, 'tmp') },
  });
}

async function cli(...parameters: string[]): Promise<Ended> {
  const child = start(parameters);
  const read = async (stream: AsyncIterable<Buffer>) => {
    let text = '';
    for await (const chunk of stream) text += chunk.toString();
    return text;
  };
  const [stdout, stderr, [code]] = await Promise.all([
    read(child.stdout),
    read(child.stderr),
    once(child, 'close'),
  ]);
  return { code: typeof code === 'number' ? code : null, stdout, stderr };
}

const draftOf = (programme: Programme) => drafts.get(programme) ?? '';
const packageOf = (programme: Programme) => {
  const found = packages.get(programme);
  if (found === undefined) throw new Error(`${programme} was not exported`);
  return found;
};
const exported = z.strictObject({
  package: z.string(),
  twinCode: z.string(),
  files: z.array(z.string()),
  zip: z.string().optional(),
});
const verified = z.strictObject({ intact: z.boolean(), twinCode: z.string(), problems: z.array(z.string()) });

async function verify(path: string) {
  const { code, stdout } = await cli('verify', path, '--json');
  return { code, ...verified.parse(JSON.parse(stdout)) };
}

async function copyOf(programme: Programme, name: string): Promise<string> {
  const target = join(root, name);
  await cp(packageOf(programme).path, target, { recursive: true });
  return target;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-e2e-'));
  await mkdir(join(root, 'tmp'));
  for (const programme of PROGRAMMES) {
    const made = await cli('example', programme, '--out', 'drafts');
    expect(made).toMatchObject({ code: 0 });
    drafts.set(programme, made.stdout.trim());
    const done = await cli('export', made.stdout.trim(), '--out', 'out', '--zip', '--json');
    expect(done.code, done.stderr.slice(-500)).toBe(0);
    expect(done.stderr).toContain('回读核对');
    const result = exported.parse(JSON.parse(done.stdout));
    packages.set(programme, { path: result.package, twinCode: result.twinCode, files: result.files });
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

test.each(PROGRAMMES)(
  'the example %s passes its check and its package is intact, as folder and as zip',
  async (programme) => {
    const check = await cli('check', draftOf(programme), '--json');
    expect(check.code).toBe(0);
    const { findings } = JSON.parse(check.stdout);
    expect(findings.filter(({ level }: { level: string }) => level === 'block')).toEqual([]);
    expect(Object.keys(findings[0])).toEqual(
      expect.arrayContaining(['code', 'level', 'message', 'clause', 'field', 'evidence', 'remedy']),
    );
    const { path, twinCode, files } = packageOf(programme);
    expect(path.endsWith(twinCode)).toBe(true);
    const onDisk = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(onDisk.length).toBe(files.length);
    for (const each of [path, `${path}.zip`]) {
      expect(await verify(each)).toEqual({ code: 0, intact: true, twinCode, problems: [] });
    }
  },
);

test('the package’s own draft opens, passes its check, and exports to the same code', async () => {
  const { path, twinCode } = packageOf('benchmark');
  expect((await cli('check', join(path, 'draft.dossier'))).code).toBe(0);
  const again = await cli('export', path, '--out', 'again', '--json');
  expect(exported.parse(JSON.parse(again.stdout)).twinCode).toBe(twinCode);
});

test('a target that exists is not overwritten, and nothing else is left in its folder', async () => {
  const before = await readdir(join(root, 'out'));
  const second = await cli('export', draftOf('product'), '--out', 'out');
  expect(second).toMatchObject({ code: 2, stdout: '' });
  expect(second.stderr).toContain('目标已存在');
  expect(await readdir(join(root, 'out'))).toEqual(before);
});

test('one changed byte in any part, a missing file, swapped documents: not intact, and named', async () => {
  const { files } = packageOf('benchmark');
  const folder = await copyOf('benchmark', 'changed');
  const changed = files.filter((file) => file !== 'manifest.json');
  for (const file of changed) {
    const bytes = await readFile(join(folder, file));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 0x20;
    await writeFile(join(folder, file), bytes);
  }
  const all = await verify(folder);
  expect(all).toMatchObject({ code: 1, intact: false });
  for (const file of changed) expect(all.problems).toContain(`${file}：内容已被改动`);

  const removed = await copyOf('product', 'removed');
  await rm(join(removed, '01-申报书.docx'));
  const missing = await verify(removed);
  expect(missing).toMatchObject({ code: 1, intact: false });
  expect(missing.problems.join('\n')).toContain('01-申报书.docx：缺少此文件');

  const swapped = await copyOf('product', 'swapped');
  await cp(join(packageOf('benchmark').path, '02-申报书.pdf'), join(swapped, '02-申报书.pdf'));
  const told = await cli('verify', swapped);
  expect(told.code).toBe(1);
  expect(told.stdout).toContain('02-申报书.pdf：内容已被改动');
});

test('stamped scans go back in place; what is open writes nothing; a swapped page is not intact', async () => {
  const bound = '03-申报书成册(含佐证材料).pdf';
  const { path, twinCode } = packageOf('product');
  await writeStampedScans(join(path, bound), [2, 1], join(root, '扫描.pdf'));
  await writeStampedScans(join(packageOf('benchmark').path, bound), [1], join(root, '别家.pdf'));

  const open = await cli('seal', path, '扫描.pdf', '别家.pdf', '--out', 'sealed', '--json');
  expect(open.code, open.stderr.slice(-500)).toBe(1);
  const told = JSON.parse(open.stdout);
  expect(told).toMatchObject({
    ...{ package: null, twinCode },
    scans: [
      { scan: 1, scanPage: 1, state: 'placed', page: 2, by: 'code' },
      { scan: 1, scanPage: 2, state: 'placed', page: 1, by: 'code' },
      { scan: 2, scanPage: 1, state: 'refused', why: 'otherVersion' },
    ],
  });
  expect(open.stderr).toContain(packageOf('benchmark').twinCode);
  const missing = z.array(z.object({ page: z.number() })).parse(told.missing);
  expect(missing.length).toBeGreaterThan(0);
  expect(await readdir(root)).not.toContain('sealed');

  const pages = [...new Set(missing.map(({ page }) => page))];
  await writeStampedScans(join(path, bound), pages, join(root, '补扫.pdf'));
  const scans = ['扫描.pdf', '别家.pdf', '补扫.pdf'];
  const sealed = await cli('seal', path, ...scans, '--place', '2=-', '--out', 'sealed');
  expect(sealed.code, sealed.stderr.slice(-800)).toBe(0);
  const folder = sealed.stdout.trim();
  expect(folder.endsWith(`${twinCode}-已盖章`)).toBe(true);
  expect((await readdir(join(folder, '07-盖章页扫描'))).length).toBe(3);
  expect(await verify(folder)).toEqual({ code: 0, intact: true, twinCode, problems: [] });

  await swapSealedPages(join(folder, bound), join(folder, '06-申报书成册(已盖章).pdf'), 1, 2);
  const manifestPath = join(folder, 'manifest.json');
  const manifest = readManifest(manifestPath, await readFile(manifestPath));
  const files = [];
  for (const file of manifest.files) files.push({ ...file, ...(await hashFile(join(folder, file.path))) });
  await writeFile(manifestPath, writeManifest(sealManifest({ ...manifest, files })));
  const swapped = await verify(folder);
  expect(swapped).toMatchObject({ code: 1, intact: false });
  expect(swapped.problems.join('\n')).toMatch(/第 1 页的二维码是 .*\/2，应为 .*\/1：放错了页/u);
});

test('blocked drafts say what is wrong, export nothing, and may be printed as drafts', async () => {
  const draft = await writeRealDraft(join(root, 'blocked'));
  expect((await cli('check', draft)).code).toBe(1);
  const blocked = await cli('export', draft, '--out', 'blocked-out');
  expect(blocked).toMatchObject({ code: 1, stdout: '' });
  expect(blocked.stderr).toContain('须改');
  expect(await readdir(root)).not.toContain('blocked-out');
  const printed = await cli('export', draft, '--out', 'blocked-out', '--incomplete');
  expect(printed.code).toBe(0);
  expect(await verify(printed.stdout.trim())).toMatchObject({ code: 0, intact: true });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle leaves nothing behind', async (signal) => {
  const child = start(['export', draftOf('benchmark'), '--out', `stopped-${signal}`]);
  let stderr = '';
  for await (const chunk of child.stderr) {
    stderr += String(chunk);
    if (stderr.includes('生成 Word') && child.signalCode === null && !child.killed) child.kill(signal);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  expect(child.exitCode).toBe(2);
  expect(stderr).toContain('已取消');
  expect(await readdir(join(root, `stopped-${signal}`)).catch(() => [])).toEqual([]);
  expect(await readdir(join(root, 'tmp'))).toEqual([]);
});

test.each([
  ['no command', [], '用法'],
  ['an unknown command', ['frobnicate'], '不认识的命令'],
  ['a name of every object', ['constructor'], '不认识的命令'],
  ['an unknown option', ['check', 'x', '--fast'], '不认识的选项：--fast'],
  ['a missing draft', ['check'], '缺少草稿'],
  ['a missing --out', ['export', 'x'], '缺少 --out'],
  ['--out without a value', ['export', 'x', '--out'], '缺少值'],
  ['two drafts', ['check', 'a', 'b'], '只接受一个'],
  ['a switch with a value', ['check', 'a', '--json=1'], '不带值'],
  ['an unknown programme', ['schema', 'other'], '申报类别'],
  ['a summary of nothing', ['summary', '--out', 'y'], '缺少申报包'],
  ['a summary of what is not there', ['summary', 'nowhere', '--out', 'y'], 'nowhere'],
  ['a district that is none', ['summary', 'x', '--out', 'y', '--district', '某区'], '不认识的区县'],
  ['a day that is none', ['summary', 'x', '--out', 'y', '--received', '2025-02-30'], '--received'],
  ['a draft that is not there', ['check', 'nowhere.dossier'], '找不到草稿'],
  ['a package that is not there', ['verify', 'nowhere'], '无法读取申报包'],
  ['sealing without scans', ['seal', 'x', '--out', 'y'], '缺少扫描件'],
  ['an answer that is none', ['seal', 'x', 'a.pdf', '--out', 'y', '--place', '1#2'], '--place 的写法不对'],
  ['sealing what is no package', ['seal', 'nowhere', 'a.pdf', '--out', 'y'], '无法读取申报包'],
  ['a text that is not there', ['count', 'nowhere.txt'], '找不到文件'],
])('%s: exit 2, plain Chinese on stderr, nothing on stdout', async (_what, parameters, words) => {
  const ended = await cli(...parameters);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(words);
  expect(ended.stderr).not.toMatch(/\n {4}at /);
});

test('drafts that are no drafts: exit 2, each with its reason', async () => {
  const bad: [string, Uint8Array | string, string][] = [
    ['empty.dossier', '', '0 字节'],
    ['foreign.dossier', '%PDF-1.7', '不是 .dossier'],
    ['cut.dossier', rawZip([{ name: 'draft.json', data: '{}' }]).subarray(0, 40), '已损坏'],
    ['escape.dossier', rawZip([{ name: '../../evil', data: 'x' }]), '不安全'],
    ['\u001b[2J\u009b\u202e.dossier', '', String.raw`\u001b[2J\u009b\u202e.dossier`],
    ['bomb.dossier', rawZip([{ name: 'evidence/a', data: Buffer.alloc(150 << 20) }]), '压缩炸弹'],
    ['newer.dossier', rawZip([{ name: 'draft.json', data: '{"formatVersion":9}' }]), '版本'],
    ['notice.dossier', rawZip([{ name: 'draft.json', data: '{"formatVersion":1,"notice":"x"}' }]), '通知“x”'],
  ];
  for (const [name, content, words] of bad) {
    await writeFile(join(root, name), content);
    const ended = await cli('check', name);
    expect(ended, name).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(words);
    // Nothing that a terminal would obey.
    expect(ended.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
  expect(await cli('export', 'escape.dossier', '--out', 'bad-out')).toMatchObject({ code: 2, stdout: '' });
  expect(await readdir(root)).not.toContain('bad-out');
  expect(await readdir(join(root, 'tmp'))).toEqual([]);
});

test('a target that is no folder is told', async () => {
  const draft = await writeRealDraft(join(root, 'no-folder'));
  await writeFile(join(root, 'a-file'), 'mine');
  for (const out of ['a-file', 'a-file/inside']) {
    const ended = await cli('export', draft, '--out', out, '--incomplete');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('不是文件夹');
  }
  expect(await readFile(join(root, 'a-file'), 'utf8')).toBe('mine');
});

test('the schema carries every field with its label; the count knows how Windows saves', async () => {
  const schema = JSON.parse((await cli('schema', 'benchmark')).stdout);
  expect(schema.properties.answers.properties.applicantName.description).toBe('企业名称');
  expect(schema.properties.evidence.properties.businessLicence.description).toBe('营业执照复印件');
  const gbk = Uint8Array.from([0xd6, 0xd8, 0xc7, 0xec, 0x41, 0x49]);
  const texts: [string, Uint8Array | string, object | string][] = [
    ['utf8.txt', '重庆AI', { words: 3, wordsLow: 3, characters: 4 }],
    ['bom.txt', '\ufeff重庆AI', { words: 3, wordsLow: 3, characters: 4 }],
    ['gbk.txt', gbk, { words: 3, wordsLow: 3, characters: 4 }],
    ['utf16.txt', Buffer.from('\ufeff重庆AI', 'utf16le'), { words: 3, wordsLow: 3, characters: 4 }],
    ['binary.txt', Uint8Array.from([0x50, 0x4b, 0, 0, 0xff]), '不是文本文件'],
  ];
  for (const [name, content, expected] of texts) {
    await writeFile(join(root, name), content);
    const ended = await cli('count', name);
    if (typeof expected === 'string') {
      expect(ended.stderr).toContain(expected);
      expect(ended.code).toBe(2);
    } else expect(JSON.parse(ended.stdout), name).toEqual(expected);
  }
});

test('a package goes to a medium once, and into mails that unpack to a package that is intact', async () => {
  const { path, twinCode, files } = packageOf('product');
  await mkdir(join(root, 'stick'));
  const medium = async (...more: string[]) => {
    const { code, stdout } = await cli('medium', path, '--out', 'stick', '--json', ...more);
    return { code, ...JSON.parse(stdout) };
  };
  const written = join(root, 'stick', basename(path));
  const done = { package: written, twinCode, files: files.length };
  expect(await medium()).toMatchObject({ code: 0, outcome: 'written', ...done });
  expect(await medium()).toMatchObject({ code: 0, outcome: 'already', ...done });
  await writeFile(join(written, '02-申报书.pdf'), '');
  expect(await medium()).toMatchObject({ code: 1, outcome: 'occupied', package: written });
  expect(await medium('--replace')).toMatchObject({ code: 0, outcome: 'written' });
  expect(await cli('medium', path, '--out', 'no-stick')).toMatchObject({ code: 2, stdout: '' });

  const mailed = await cli('mail', path, '--out', 'mails', '--limit', '13', '--json');
  expect(mailed.code).toBe(0);
  const { folder, mails, twinCode: mailedCode } = JSON.parse(mailed.stdout);
  expect(mailedCode).toBe(twinCode);
  expect(mails.length).toBeGreaterThan(1);
  await mkdir(join(root, 'unpacked'));
  for (const { zip, draft } of mails) {
    expect((await stat(draft)).size).toBeLessThanOrEqual(13e6);
    execFileSync('unzip', ['-q', zip, '-d', join(root, 'unpacked')], { stdio: 'ignore' });
  }
  expect(await verify(join(root, 'unpacked', basename(path)))).toMatchObject({
    code: 0,
    intact: true,
    twinCode,
  });
  expect(await cli('mail', path, '--out', 'mails')).toMatchObject({ code: 1, stdout: '' });
  const tooSmall = await cli('mail', path, '--out', 'small', '--limit', '1');
  expect(tooSmall).toMatchObject({ code: 1, stdout: '' });
  expect(tooSmall.stderr).toMatch(/放不进一封不超过 1 MB 的邮件[\s\S]*03-申报书成册[\s\S]*用 U 盘报送/);
  expect(await cli('mail', path, '--out', 'mails', '--limit', 'x')).toMatchObject({ code: 2, stdout: '' });
  expect((await readdir(join(root, 'mails'))).map((name) => join(root, 'mails', name))).toEqual([folder]);
});

test('help is a result, not a fault', async () => {
  for (const parameter of ['help', '--help']) {
    const ended = await cli(parameter);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('用法');
  }
});

test('summary: both tables of a folder of packages, cell by cell; what is not sound is told, exit 1', async () => {
  const folder = join(root, '收到');
  await mkdir(folder);
  for (const programme of PROGRAMMES)
    await cp(packageOf(programme).path, join(folder, basename(packageOf(programme).path)), {
      recursive: true,
    });
  await writeFile(join(folder, '出界.zip'), rawZip([{ name: '../../evil', data: 'x' }]));
  const out = join(root, '汇总');
  const head = [
    '--district',
    '渝北',
    '--recommender',
    '渝北区经信委',
    '--contact',
    '王主任',
    '--phone',
    '023-67800000',
  ];
  const ended = await cli('summary', folder, '--out', out, '--received', '2025-10-22', ...head);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/出界\.zip：已拒收\n.*会写到草稿文件夹之外.*请申报单位/);
  expect(ended.stderr).toMatch(/共 3 份：.*完好 2 份.*。另须注意：报送其他区县 1 份。/);
  const written = await readdir(out);
  expect(ended.stdout.trim().split('\n').sort()).toEqual(written.sort());
  expect(written.map((name) => `${name.slice(0, 3)}${name.slice(name.lastIndexOf('.'))}`).sort()).toEqual(
    ['.docx', '.pdf', '.xlsx'].flatMap((extension) => [`附件2${extension}`, `附件4${extension}`]).sort(),
  );
  const rows = async (annex: string) => {
    const name = written.find((each) => each.startsWith(annex) && each.endsWith('.xlsx')) ?? '';
    return (await readSheet(join(out, name))).map((row) => row.map((cell) => String(cell ?? '')));
  };
  expect((await rows('附件2')).at(-1)).toEqual([
    '1',
    '璧山区',
    '重庆示例食品机械有限公司',
    '张㛃',
    '13800138000',
  ]);
  expect((await rows('附件4')).at(-1)).toEqual([
    ...['1', '重庆示例云工科技有限公司', '示例云工轻量化制造执行系统（SaaS）V3.0'],
    ...['计划排程、生产管控、质量管理、设备管理、仓储物流', '龚䶮', '13900139000'],
  ]);
  expect(await readdir(join(root, 'tmp'))).toEqual([]);
});
