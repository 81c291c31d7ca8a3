import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Batch } from '../../shared/intake/batch.ts';
import type { Entry, EntryMark, EntryState } from '../../shared/intake/entry.ts';
import { markedFactsOf, marksOf } from '../../shared/intake/marks.ts';
import { cellText } from '../../shared/intake/summary-table.ts';
import { findDistrict } from '../../shared/reference/districts.ts';
import type { JudgedPackage } from '../intake/judge-package.ts';
import type { TakeInResult } from '../intake/take-packages-in.ts';
import { CURRENT_NOTICE } from '../package/known-notices.ts';
import { makeUnpackingFolder, removeTemporaryFolder } from '../package/temporary-folder.ts';
import type { Command, CommandContext } from './command.ts';
import { type CommandLine, misused, readArguments, requiredValue } from './usage.ts';

const STATES: Record<EntryState, string> = {
  intact: '完好',
  changed: '导出后有改动',
  incomplete: '标有“草稿”',
  unreadable: '无法读取',
  refused: '已拒收',
  byHand: '手工登记',
};
const MARKS: Record<EntryMark, string> = {
  duplicateApplicant: '重复报送',
  secondProduct: '同一单位的第二个产品',
  otherDistrict: '报送其他区县',
  late: '逾期',
  otherProgramme: '不收的类别',
  otherNotice: '其他通知',
  documentsDiffer: '文档与填报不一致',
};

function readDistrict(line: CommandLine): string {
  const given = line.value('district');
  if (given === undefined) return '';
  const district = findDistrict(given);
  if (district === undefined) throw misused(`不认识的区县：${given}`);
  return district.name;
}

function readReceivedOn(line: CommandLine, today: string): string {
  const given = line.value('received') ?? today;
  if (!z.iso.date().safeParse(given).success)
    throw misused(`--received 须是 YYYY-MM-DD 的日期，现为：${given}`);
  return given;
}

function batchOf(line: CommandLine, packages: readonly JudgedPackage[], now: Date): Batch {
  const found = new Set(packages.map(({ entry }) => entry.programme));
  const programmes = (['benchmark', 'product'] as const).filter((each) => found.has(each));
  return {
    batchId: randomUUID(),
    name: '',
    notice: CURRENT_NOTICE.id,
    programmes: programmes.length > 0 ? programmes : ['benchmark', 'product'],
    district: readDistrict(line),
    recommender: line.value('recommender') ?? '',
    contactName: line.value('contact') ?? '',
    contactPhone: line.value('phone') ?? '',
    recommendation: '',
    createdAt: now.toISOString(),
  };
}

/** The packages as entries of a batch that is nowhere kept. */
function entriesOf(batch: Batch, packages: readonly JudgedPackage[]): Entry[] {
  const lastDay = CURRENT_NOTICE.deadlines.district.date;
  const marks = marksOf(
    batch,
    lastDay,
    packages.map(({ entry }) => markedFactsOf(entry, entry.notice, entry.destinationDistrict)),
  );
  return packages.map(({ entry }, index) => {
    const { notice, destinationDistrict, fingerprint, hasFiles, ...kept } = entry;
    return {
      ...kept,
      batchId: batch.batchId,
      position: index + 1,
      marks: marks.get(entry.entryId) ?? [],
      documentCheck: null,
      verdict: null,
      reasons: '',
    };
  });
}

async function judgeAll(
  sources: readonly string[],
  receivedOn: string,
  context: CommandContext,
): Promise<{ packages: JudgedPackage[]; result: TakeInResult }> {
  const { takePackagesIn } = await import('../intake/take-packages-in.ts');
  const folder = await makeUnpackingFolder();
  try {
    const packages: JudgedPackage[] = [];
    const result = await takePackagesIn(
      {
        sources: sources.map((path) => ({ path })),
        folder,
        receivedOn,
        knownFingerprints: [],
        judgeOnly: true,
      },
      (report) => {
        if (report.kind === 'taken') packages.push(report.package);
        else if (report.kind === 'searching') context.progress('查找申报包');
        else context.progress(`核对申报包 ${report.number}/${report.total}`);
      },
      context.signal,
    );
    return { packages, result };
  } finally {
    await removeTemporaryFolder(folder);
  }
}

function isGood({ state, marks, findings }: Entry): boolean {
  return state === 'intact' && marks.length === 0 && findings.block === 0;
}

/** The name it came as; a folder may be called “新建文件夹”, so the applicant's too where that does not tell it. */
function nameOf({ cameAs, values }: Entry): string {
  const applicant = cellText(values.applicantName ?? '');
  return applicant === '' || cameAs.includes(applicant) ? cameAs : `${applicant}（${cameAs}）`;
}

function describe(entry: Entry): string {
  const { state, marks, problems, findings } = entry;
  const { block } = findings;
  const own = block === 0 ? [] : [`须改 ${block} 项`];
  const odd = [STATES[state], ...marks.map((mark) => MARKS[mark]), ...own].join('、');
  return [`${cellText(nameOf(entry))}：${odd}`, ...problems.map((problem) => `  ${cellText(problem)}`)].join(
    '\n',
  );
}

function counted<K extends string>(words: Record<K, string>, keys: readonly K[]): string[] {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].map(([key, count]) => `${words[key]} ${count} 份`);
}

/** “共 3 份：完好 2 份，已拒收 1 份。另须注意：逾期 2 份。” What the files are, and what is odd about them, apart. */
function totals(entries: readonly Entry[]): string {
  const states = counted(
    STATES,
    entries.map(({ state }) => state),
  );
  const marks = counted(
    MARKS,
    entries.flatMap((entry) => entry.marks),
  );
  const blocked = entries.filter(({ findings }) => findings.block > 0).length;
  const odd = [...marks, ...(blocked === 0 ? [] : [`有须改项 ${blocked} 份`])];
  return [
    `共 ${entries.length} 份${states.length === 0 ? '' : `：${states.join('，')}`}。`,
    ...(odd.length === 0 ? [] : [`另须注意：${odd.join('，')}。`]),
  ].join('');
}

/** `summary <package>... --out <dir>`: 附件2 and 附件4 from many packages; exit 0 all sound, 1 some not. */
export const summaryCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, {
    ...{ out: 'value', district: 'value', recommender: 'value', contact: 'value', phone: 'value' },
    ...{ received: 'value', replace: 'switch', json: 'switch' },
  });
  if (line.positionals.length === 0) throw misused('命令 summary 缺少申报包');
  const out = context.resolve(requiredValue('summary', line, 'out', '文件夹'));
  const receivedOn = readReceivedOn(line, context.today);
  readDistrict(line);
  const sources = line.positionals.map(context.resolve);
  const { packages, result } = await judgeAll(sources, receivedOn, context);
  context.signal.throwIfAborted();
  const batch = batchOf(line, packages, new Date());
  const entries = entriesOf(batch, packages);
  const printed = entries.filter(({ marks }) => !marks.includes('otherNotice'));
  const { writeSummaries } = await import('../intake-papers/write-summaries.ts');
  const { files } = await writeSummaries(
    { notice: CURRENT_NOTICE, batch, entries: printed, choice: 'standing' },
    out,
    {
      replace: line.isOn('replace'),
      progress: (done, total) => context.progress(`写汇总表 ${done}/${total}`),
      signal: context.signal,
    },
  );
  const odd = entries.filter((entry) => !isGood(entry));
  if (line.isOn('json')) {
    const { already, told } = result;
    context.print(JSON.stringify({ files, entries, already, told }, null, 2));
  } else {
    for (const file of files) context.print(file);
    for (const entry of odd) context.tell(describe(entry));
    for (const name of result.already) context.tell(`${cellText(name)}：与前面的一份完全相同，只计一次`);
    for (const { name, reason } of result.told) context.tell(`${cellText(name)}：${reason}`);
    context.tell(totals(entries));
  }
  return odd.length === 0 && entries.length > 0 ? 0 : 1;
};
