import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HostUtilityProcess } from '../../e2e/host/utility-process.ts';
import { hasCode } from '../../shared/errors.ts';
import { markedPicture } from '../evidence/sample-evidence.ts';
import { Work } from '../work/work.ts';
import { evidenceWorkApart } from './evidence-work.ts';

const PHONE_PHOTO = join(import.meta.dirname, '..', 'evidence', 'testing', 'phone-photo.heic');
const TABLE = '发票内容\t发票号\t价税合计\t开票时间\nERP\t24502000000000000001\t1,130.00\t2024-05-20\n';

let folder = '';
const logged: string[] = [];
const work = new Work(HostUtilityProcess, (_level, what) => logged.push(what));
const apart = evidenceWorkApart(work);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-apart-'));
});
afterAll(async () => {
  await work.end();
  rmSync(folder, { recursive: true });
});

test('thumbnails, phone photos and ledgers come out of the work process as out of this one', async () => {
  const picture = join(folder, 'a.png');
  writeFileSync(picture, await markedPicture(600, 300).png().toBuffer());
  await apart.writeThumbnail(picture, join(folder, 'small.jpg'));
  expect((await sharp(readFileSync(join(folder, 'small.jpg'))).metadata()).width).toBe(240);

  const jpeg = join(folder, 'photo.jpg');
  await apart.convertPhoto(PHONE_PHOTO, jpeg, 'IMG.HEIC');
  expect((await sharp(readFileSync(jpeg)).metadata()).height).toBe(320);

  const csv = join(folder, 'a.csv');
  writeFileSync(csv, TABLE);
  const fromFile = await apart.readLedgers([{ path: csv, name: '投入.csv' }]);
  expect(fromFile).toMatchObject({ invoices: [{ total: 1130 }], problems: [] });
  expect(await apart.readLedgerText(TABLE)).toEqual(fromFile);
  expect(logged).toEqual([]);
});

test('a refusal comes back with its reason and leaves nothing', async () => {
  const cut = join(folder, 'cut.heic');
  copyFileSync(PHONE_PHOTO, cut);
  writeFileSync(cut, readFileSync(cut).subarray(0, 500));
  const target = join(folder, 'never.jpg');
  const error = await apart.convertPhoto(cut, target, 'IMG.HEIC').catch((reason: unknown) => reason);
  expect(hasCode(error, 'fileRefused') && error.data.reason).toContain('损坏');
  expect(existsSync(target)).toBe(false);
});
