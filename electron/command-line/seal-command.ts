import { resolve } from 'node:path';
import { oneLine } from '../../shared/form/print-answer.ts';
import type { ScanAnswer } from '../sealing/look-at-scans.ts';
import type { PlannedPage, SealingPlan, SealingReport } from '../sealing/plan-sealing.ts';
import type { Command } from './command.ts';
import { misused, readArguments, requiredValue } from './usage.ts';

/** `2#3=5`: the second scan's third page is page 5 of the book; `2=-`: the second scan is left out. */
function readAnswer(text: string, scans: number): ScanAnswer {
  const [, scan, page = '1', place] =
    /^([1-9]\d{0,3})(?:#([1-9]\d{0,3}))?=([1-9]\d{0,4}|-)$/.exec(text) ?? [];
  if (scan === undefined || place === undefined)
    throw misused(`--place 的写法不对：${text}，应如 2#3=5（第 2 个扫描件的第 3 页放在成册第 5 页）`);
  if (Number(scan) > scans) throw misused(`--place ${text}：只给了 ${scans} 个扫描件`);
  return { scan: Number(scan) - 1, page: Number(page) - 1, answer: place === '-' ? 'leave' : Number(place) };
}

function readAnswers(texts: readonly string[], scans: number): ScanAnswer[] {
  const answers = texts.map((text) => readAnswer(text, scans));
  for (const [index, { scan, page }] of answers.entries())
    if (answers.findIndex((each) => each.scan === scan && each.page === page) < index)
      throw misused(`--place 对同一页写了两次：${scan + 1}#${page + 1}`);
  return answers;
}

function describeReport({ stage, done, total }: SealingReport): string {
  return done === undefined || total === undefined
    ? stage
    : `${stage} ${Number.isInteger(done) ? done : done.toFixed(1)}/${total}`;
}

function describePage({ scan, page, name, placement }: PlannedPage): string {
  const where = `${scan + 1}#${page + 1} ${oneLine(name)} 第 ${page + 1} 页`;
  switch (placement.state) {
    case 'placed':
      return `  已放入　${where} → 成册第 ${placement.page} 页${placement.by === 'person' ? '（人工指定）' : ''}${placement.note === undefined ? '' : `　△ ${placement.note}`}`;
    case 'question':
      return `  待确认　${where}：${placement.text}`;
    case 'refused':
      return `  不能放入　${where}：${placement.text}`;
    case 'left':
      return `  不放入　${where}：${placement.text}`;
  }
}

function describePlan({ scans, missing }: SealingPlan): string {
  return [
    ...scans.map(describePage),
    ...missing.map(({ where, what, page }) => `  缺少　成册第 ${page} 页：${where}，${what}`),
  ].join('\n');
}

function planForJson({ scans, missing }: SealingPlan) {
  return {
    scans: scans.map(({ scan, page, name, placement }) => ({
      scan: scan + 1,
      scanPage: page + 1,
      name,
      ...placement,
    })),
    missing: missing.map(({ page, where, what }) => ({ page, where, what })),
  };
}

const HINT =
  '没有写出。请处理待确认和不能放入的页（--place 2#3=5 指定去处，--place 2#3=- 不放入），补扫缺少的页（或加 --allow-missing）后再试。';

/** `seal <package> <scan>… --out <dir> [--place …] [--allow-missing] [--json]`: exit 0 sealed, 1 nothing written for what is open. */
export const sealCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, {
    out: 'value',
    place: 'values',
    'allow-missing': 'switch',
    json: 'switch',
  });
  const [path, ...scans] = line.positionals;
  if (path === undefined || path === '') throw misused('命令 seal 缺少申报包');
  if (scans.length === 0) throw misused('命令 seal 缺少扫描件');
  const answers = readAnswers(line.values('place'), scans.length);
  const outFolder = context.resolve(requiredValue('seal', line, 'out', '文件夹'));
  const { sealPackage } = await import('../sealing/seal-package.ts');
  const result = await sealPackage({
    // Without a slash at its end, for the sealed package is named after it.
    packagePath: resolve(context.resolve(path)),
    scans: scans.map((scan) => context.resolve(scan)),
    answers,
    outFolder,
    allowMissing: line.isOn('allow-missing'),
    today: context.today,
    report: (report) => context.progress(describeReport(report)),
    signal: context.signal,
  });
  const { plan } = result;
  const done = result.outcome === 'done';
  context.tell(describePlan(plan));
  context.tell(done ? `已写出并核对。对照码 ${plan.twinCode}，已盖章。` : HINT);
  if (line.isOn('json')) {
    const head = { package: done ? result.folder : null, twinCode: plan.twinCode };
    const files = done ? result.files : [];
    context.print(JSON.stringify({ ...head, files, ...planForJson(plan) }, null, 2));
  } else if (done) context.print(result.folder);
  return done ? 0 : 1;
};
