import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAN_MOUNT, SmallDisk } from '../../../e2e/testing/small-disk.ts';
import { hashFile } from '../../package/file-hash.ts';
import { manifestSchema } from '../../package/manifest.ts';
import { verifyHashes } from '../../package/verify-files.ts';
import { SMALL_PACKAGE, writeSmallPackage } from '../testing/small-package.ts';
import { type MailInput, writeMail } from './write-mail.ts';

const place = mkdtempSync(join(tmpdir(), 'dossier-mail-'));
let packagePath = '';
beforeAll(async () => {
  packagePath = await writeSmallPackage(place, {
    '01-申报书.docx': 300_000,
    '03-申报书成册(含佐证材料).pdf': 700_000,
    '04-佐证材料/01-营业执照/01-执照 (扫描).jpg': 250_000,
    '04-佐证材料/02-发票/说明.txt': 10_000,
    '材料清单.pdf': 20_000,
  });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const outFolder = async (name: string) => {
  const folder = join(place, name);
  await mkdir(folder, { recursive: true });
  return folder;
};
const write = async (name: string, more: Partial<MailInput> = {}) =>
  writeMail({
    ...{ packagePath, outFolder: await outFolder(name), limitMegabytes: 1, replace: false, report: () => {} },
    ...more,
  });

/** What Python, a program that is none of ours, reads in a draft. */
function readByPython(draft: string) {
  const script = `
import email, email.policy, hashlib, json, sys
with open(sys.argv[1], 'rb') as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)
body = mail.get_body(preferencelist=('plain',))
print(json.dumps({
  'headers': {name.lower(): str(value) for name, value in mail.items()},
  'text': body.get_content(),
  'attachments': [{'name': part.get_filename(), 'type': part.get_content_type(),
    'sha256': hashlib.sha256(part.get_content()).hexdigest()} for part in mail.iter_attachments()],
  'defects': [str(defect) for part in mail.walk() for defect in part.defects],
}))`;
  return JSON.parse(execFileSync('python3', ['-c', script, draft], { encoding: 'utf8' }));
}

test('the parts unpack with unzip into the whole package; each draft carries its part, to nobody', async () => {
  const stages: string[] = [];
  const result = await write('whole', { report: ({ stage }) => stages.push(stage) });
  if (result.outcome !== 'written') throw new Error(result.outcome);
  const { folder, mails } = result;
  expect(mails.length).toBeGreaterThan(1);
  expect([...new Set(stages)]).toEqual(['核对申报包', '生成邮件', '回读核对', '完成写入']);
  const names = mails.flatMap((_mail, index) => {
    const name = `${SMALL_PACKAGE}-邮件${index + 1}of${mails.length}`;
    return [`${name}.eml`, `${name}.zip`];
  });
  expect(readdirSync(folder).sort()).toEqual(names.sort());
  expect(readdirSync(join(place, 'whole'))).toEqual([`${SMALL_PACKAGE}-邮件`]);

  const unpacked = await outFolder('unpacked');
  for (const [index, { zip, draft, draftBytes, zipBytes }] of mails.entries()) {
    expect(statSync(join(folder, zip)).size).toBe(zipBytes);
    expect(statSync(join(folder, draft)).size).toBe(draftBytes);
    expect(draftBytes).toBeLessThanOrEqual(1_000_000);
    // Without -o: it would ask before it overwrote anything, and have nobody to ask.
    execFileSync('unzip', ['-q', join(folder, zip), '-d', unpacked], { stdio: ['ignore', 'pipe', 'pipe'] });
    const mail = readByPython(join(folder, draft));
    expect(mail.defects).toEqual([]);
    expect(mail.headers['x-unsent']).toBe('1');
    expect(mail.headers.to ?? '').toBe('');
    expect(mail.headers.from ?? '').toBe('');
    expect(mail.headers.subject).toBe(
      `重庆示例机械有限公司 标杆企业申报材料（对照码 7K3M-9QXT）第${index + 1}封/共${mails.length}封`,
    );
    expect(mail.text).toContain('对照码：7K3M-9QXT');
    expect(mail.text).toContain(`分 ${mails.length} 封邮件，这是第 ${index + 1} 封`);
    expect(mail.text).toContain('联系人及电话：张工 023-68001234');
    expect(mail.text).toMatch(/^渝北区经信部门：/);
    const { sha256 } = await hashFile(join(folder, zip));
    expect(mail.attachments).toEqual([{ name: zip, type: 'application/zip', sha256 }]);
  }
  const manifest = manifestSchema.parse(
    JSON.parse(execFileSync('cat', [join(unpacked, SMALL_PACKAGE, 'manifest.json')], { encoding: 'utf8' })),
  );
  expect(await verifyHashes(join(unpacked, SMALL_PACKAGE), manifest)).toEqual([]);

  // Again: nothing is overwritten unasked, and all of it when asked.
  expect(await write('whole')).toEqual({ outcome: 'occupied', folder });
  const again = await write('whole', { replace: true, limitMegabytes: 45 });
  expect(again.outcome === 'written' && again.mails).toHaveLength(1);
  expect(readdirSync(folder).sort()).toEqual([
    `${SMALL_PACKAGE}-邮件1of1.eml`,
    `${SMALL_PACKAGE}-邮件1of1.zip`,
  ]);
});

test('a file that no mail can carry is told, with what to do, and nothing is written', async () => {
  const large = await writeSmallPackage(await outFolder('large'), { '03-成册.pdf': 2_000_000, 'a.txt': 10 });
  const result = await write('tooLarge', { packagePath: large });
  expect(result).toMatchObject({ outcome: 'tooLarge', files: [{ path: '03-成册.pdf', bytes: 2_000_000 }] });
  expect(readdirSync(join(place, 'tooLarge'))).toEqual([]);
});

test('a package that was changed is not sent out', async () => {
  const changed = await writeSmallPackage(await outFolder('changed'), { '01-申报书.docx': 1000 });
  appendFileSync(join(changed, '01-申报书.docx'), 'x');
  await expect(write('fromChanged', { packagePath: changed })).rejects.toMatchObject({
    code: 'packageDamaged',
    message: expect.stringMatching(/01-申报书.docx：内容已被改动\n请重新导出/),
  });
  expect(readdirSync(join(place, 'fromChanged'))).toEqual([]);
  const inside = write('x', { outFolder: join(packagePath, 'mails') });
  await expect(inside).rejects.toMatchObject({ code: 'misused' });
});

test('cancelled at any stage, nothing is left', async () => {
  for (const at of ['核对申报包', '生成邮件', '回读核对', '完成写入']) {
    const stop = new AbortController();
    const report = ({ stage }: { stage: string }) => void (stage === at && stop.abort());
    await expect(write('cancelled', { signal: stop.signal, report })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(join(place, 'cancelled'))).toEqual([]);
  }
});

test.runIf(CAN_MOUNT)('a full disk is told with the room that is needed, and nothing is left', async () => {
  const disk = new SmallDisk(1);
  try {
    await expect(write('full', { outFolder: disk.folder })).rejects.toMatchObject({
      code: 'diskFull',
      data: { path: disk.folder, neededBytes: expect.any(Number), freeBytes: expect.any(Number) },
    });
    expect(readdirSync(disk.folder)).toEqual([]);
  } finally {
    disk.remove();
  }
});
