import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { Person, readExample } from './person.ts';
import { RunningApp } from './running-app.ts';

const root = path.resolve(import.meta.dirname, '..');
const screenshots = path.join(root, 'out/screenshots');
const out = mkdtempSync(path.join(tmpdir(), 'dossier-package-'));
let app: RunningApp | undefined;

beforeAll(() => {
  expect(ensureBuilt(root)).toBeUndefined();
  mkdirSync(screenshots, { recursive: true });
});
afterEach(async ({ task }) => {
  // What the person saw last.
  if (task.result?.state === 'fail')
    await app?.page.screenshot({ path: path.join(screenshots, 'whole-failed.png') });
  await app?.stop();
  app = undefined;
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

function cli(...parameters: string[]): { status: number | null; stdout: string } {
  const { status, stdout } = spawnSync(
    path.join(root, 'node_modules/.bin/node'),
    [path.join(root, 'electron/cli.ts'), ...parameters],
    { encoding: 'utf8' },
  );
  return { status, stdout };
}

test.each([
  { programme: 'benchmark', choice: '新建标杆企业申报' },
  { programme: 'product', choice: '新建“小快轻准”申报' },
] as const)(
  'an application is filled in from the first start to the package: $programme',
  async ({ programme, choice }) => {
    app = await RunningApp.start({ size: { width: 1280, height: 720 } });
    const { page } = app;
    const shot = (name: string) =>
      page.screenshot({ path: path.join(screenshots, `whole-${programme}-${name}.png`) });
    const person = new Person(app, programme);
    await person.begin(choice);
    for (const [index, section] of person.sections.entries()) {
      await person.fill(section);
      await shot(`${index + 1}-${section.id}`);
      if (index < person.sections.length - 1) await person.goOn();
    }

    await page.getByRole('button', { name: /^去检查/ }).click();
    await person.heading('检查').waitFor();
    // Without a number behind it: nothing is left that must be changed.
    await page.getByRole('button', { name: '检查', exact: true }).waitFor();
    await shot('check');

    await page.locator('.section-after').getByRole('button', { name: '预览与导出' }).click();
    await page.locator('.pdf-pages canvas').first().waitFor({ timeout: 60_000 });
    await shot('preview');
    await app.answerDialogs([out]);
    await page.getByRole('button', { name: '导出申报包', exact: true }).click();
    await page.getByRole('heading', { name: /申报包已导出/ }).waitFor({ timeout: 120_000 });
    await shot('exported');
    const code = (await page.locator('.twin-code').textContent()) ?? '';
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);

    const name = readdirSync(out).find((each) => each.endsWith(code)) ?? '';
    const { draft } = readExample(programme);
    expect(name).toContain(String(draft.answers.applicantName));
    const verified = cli('verify', path.join(out, name), '--json');
    expect(JSON.parse(verified.stdout)).toMatchObject({ intact: true, twinCode: code, problems: [] });
    expect(verified.status).toBe(0);
    expect(await app.foreignRequests()).toEqual([]);
    expect(app.complaints.join('')).toBe('');
  },
);
