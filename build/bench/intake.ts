import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { applicantNumber, makePackage } from '../../electron/intake/testing/made-packages.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { NEW_BATCH, newEntry } from '../../electron/store/testing/new-entry.ts';
import { median, megabytes, milliseconds, RUNS, report, runForeign, runNode, timed } from './measure.ts';

/** Bytes of noise in each piece of evidence: a package of about 11 MB, as the examples are. */
const PIECE = 1_000_000;
const PACKAGES = 30;
const ENTRIES = 1_000;

const taken = z.object({ times: z.array(z.number()), intact: z.number() });

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function makePackages(folder: string, count: number): Promise<void> {
  mkdirSync(folder);
  for (let number = 1; number <= count; number++)
    await makePackage(folder, {
      ...applicantNumber(number),
      bytes: PIECE,
      programme: number % 2 === 0 ? 'benchmark' : 'product',
    });
}

function takeIn(source: string, target: string, runs: number) {
  const { stdout, peakBytes } = runNode(path.join(import.meta.dirname, 'take-in.ts'), [
    source,
    target,
    String(runs),
  ]);
  return { ...taken.parse(JSON.parse(stdout)), peakBytes };
}

async function benchTaking(folder: string): Promise<void> {
  const source = path.join(folder, 'packages');
  await makePackages(source, PACKAGES);
  const files = filesIn(source);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const target = path.join(folder, 'taken');
  // In turn, so that a busy moment of the machine meets both.
  const ours: number[] = [];
  const theirs: number[] = [];
  const copies: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const sum = runForeign('sha256sum', files);
    if (sum !== undefined) theirs.push(sum);
    const { times, intact } = takeIn(source, target, 1);
    if (intact !== PACKAGES) throw new Error(`${intact} of ${PACKAGES} packages were intact`);
    ours.push(...times);
    rmSync(target, { recursive: true });
    const copy = runForeign('sh', ['-c', `cp -r "${source}" "${target}" && sync "${target}"`]);
    if (copy !== undefined) copies.push(copy);
    rmSync(target, { recursive: true, force: true });
  }
  const seconds = median(ours) / 1_000;
  const rate = `每秒 ${(PACKAGES / seconds).toFixed(1)} 份、${(bytes / 1e6 / seconds).toFixed(0)} MB`;
  const beside = (others: readonly number[], name: string) =>
    others.length === 0
      ? `${name}：未安装`
      : `${name} ${milliseconds(others)}，比值 ${(median(ours) / median(others)).toFixed(2)}`;
  report(
    `收取 ${PACKAGES} 份申报包（${files.length} 个文件，${megabytes(bytes)}；复制、写入磁盘、逐个核对、重新检查、初核清单）`,
    `${milliseconds(ours)}；${rate}`,
    `${beside(theirs, 'sha256sum 读同样的文件')}（目标 2）；${beside(copies, 'cp 同样的文件')}`,
  );
  const few = path.join(folder, 'few');
  await makePackages(few, 5);
  const small = takeIn(few, target, 1).peakBytes;
  const large = takeIn(source, target, 2).peakBytes;
  report(
    '收取时的内存峰值',
    `5 份 ${megabytes(small)}，${2 * PACKAGES} 份 ${megabytes(large)}`,
    '应不随份数增加',
  );
}

async function benchTable(folder: string): Promise<void> {
  const opened = await openStore(path.join(folder, 'data'), () => new Date(), { createFolder: true });
  if (opened.outcome !== 'opened') throw opened.error;
  const { store } = opened;
  try {
    const { batchId } = store.batches.create(NEW_BATCH);
    const problems = Array.from({ length: 5 }, (_each, index) => `04-佐证材料/${index}.pdf：内容已被改动。`);
    store.context.database.transaction(() => {
      for (let index = 0; index < ENTRIES; index++) {
        const { applicant, creditCode } = applicantNumber(index % 900);
        const entry = newEntry({ creditCode, problems });
        store.entries.add(batchId, { ...entry, values: { ...entry.values, applicantName: applicant } }, []);
      }
    })();
    const times = await timed(() => store.entries.list(batchId));
    report(`打开 ${ENTRIES} 份申报的汇总（读出、比对重复、标记）`, milliseconds(times));
  } finally {
    store.close();
  }
}

/** What an officer waits for: packages in, and the table of a large batch. */
export async function benchIntake(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dossier-bench-intake-'));
  try {
    await benchTaking(folder);
    await benchTable(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
