import { type ParseArgsConfig, parseArgs } from 'node:util';
import { DossierError } from '../../shared/errors.ts';

export const USAGE = `申报匣：离线填写、检查、装订重庆市中小企业数字化转型申报书（渝经信中小〔2025〕40号）

用法：npm run -s cli -- <命令> …

  example <benchmark|product> --out <文件夹>     生成一份完整的示例草稿（含佐证文件）
  check   <草稿> [--json]                        检查；退出码 0 没有须改项，1 有须改项
  export  <草稿> --out <文件夹> [--incomplete] [--zip] [--json]
                                                 导出申报包（Word、PDF、成册、佐证材料）
  verify  <申报包> [--json]                      逐项核对申报包；退出码 0 完好，1 不完好
  seal    <申报包> <扫描件>… --out <文件夹> [--place <扫描件>#<页>=<成册页码>]… [--allow-missing] [--json]
                                                 把盖章页的扫描件（PDF、图片）放回成册，写出已盖章的申报包；
                                                 退出码 0 全部放好，1 有待确认、不能放入或缺少的页，没有写出
  medium  <申报包> --out <U 盘> [--replace] [--json]
                                                 写入 U 盘（或任何文件夹）并逐个文件回读核对
  mail    <申报包> --out <文件夹> [--limit <MB>] [--replace] [--json]
                                                 拆成若干封邮件：独立的 zip 和 .eml 草稿，不发送
  summary <申报包>… --out <文件夹> [--district <区县>] [--recommender <推荐单位>] [--contact <联系人>]
          [--phone <联系方式>] [--received <日期>] [--replace] [--json]
                                                 收取申报包（文件夹、zip、邮件分卷，或装有它们的文件夹），
                                                 写出附件2、附件4汇总表（Word、PDF、Excel）；
                                                 退出码 0 都完好，1 有不完好、重复、逾期等，表照常写出
  schema  <benchmark|product>                    输出 draft.json 的 JSON Schema
  count   <文本文件>                             统计字数
  help                                           显示本说明

草稿：.dossier 文件，或含 draft.json 的文件夹。申报包：文件夹或 .zip。
benchmark 为标杆企业（附件1），product 为“小快轻准”（附件3）。
--incomplete  仍有须改项时也导出，每页标“草稿”。
--zip         另在旁边生成一个 .zip。
--place       说明一页扫描件的去处，可写多次：2#3=5 为第 2 个扫描件的第 3 页放在成册第 5 页；
              只有一页的扫描件可省去 #<页>；2#3=- 为不放入。
--allow-missing  缺少应盖章的页时也写出。
--limit       每封邮件连同编码的大小上限，默认 45（MB）。
--replace     原来的同名申报包、邮件或汇总表换成新的一份。
--received    收到的日期（YYYY-MM-DD），默认今天；晚于通知四（一）的日期记为逾期。
--json        在标准输出打印 JSON。
退出码：0 完成且合格，1 完成但不合格，2 没有完成（无法读取、用法不对、磁盘问题）。`;

/** A wrong command line: what is wrong, and how to see what is right. */
export function misused(detail: string): DossierError {
  return new DossierError('misused', { detail: `${detail}\n用 npm run -s cli -- help 查看用法。` });
}

type Flags = Record<string, 'value' | 'values' | 'switch'>;

export interface CommandLine {
  positionals: string[];
  value(name: string): string | undefined;
  /** Of an option that may be written more than once. */
  values(name: string): string[];
  isOn(name: string): boolean;
}

function explain(error: unknown): DossierError {
  const words = error instanceof Error ? error.message : String(error);
  const option = /'(-[^']*)'/.exec(words)?.[1]?.split(/[ ,]/)[0] ?? '';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return misused(`不认识的选项：${option}`);
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return misused(words.includes('does not take') ? `选项 ${option} 不带值` : `选项 ${option} 后面缺少值`);
  }
  return misused('命令行写法不对');
}

/** Reads the arguments of one command; anything that it does not know is refused. */
export function readArguments(parameters: readonly string[], flags: Flags): CommandLine {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(flags).map(([name, kind]) => [
      name,
      { type: kind === 'switch' ? 'boolean' : 'string', multiple: true },
    ]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...parameters], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw explain(error);
  }
  const valuesOf = (name: string) => {
    const given = parsed.values[name];
    return Array.isArray(given) ? given : [];
  };
  return {
    positionals: parsed.positionals,
    value(name) {
      const given = valuesOf(name);
      if (given.length > 1) throw misused(`选项 --${name} 只能写一次`);
      const [only] = given;
      if (only === '') throw misused(`选项 --${name} 的值是空的`);
      return typeof only === 'string' ? only : undefined;
    },
    values: (name) => valuesOf(name).filter((given) => typeof given === 'string'),
    isOn: (name) => valuesOf(name).length > 0,
  };
}

/** The one argument that a command takes. */
export function onlyArgument(command: string, line: CommandLine, what: string): string {
  const [only, ...more] = line.positionals;
  if (only === undefined || only === '') throw misused(`命令 ${command} 缺少${what}`);
  if (more.length > 0) throw misused(`命令 ${command} 只接受一个${what}，多出：${more.join(' ')}`);
  return only;
}

/** An option that must be given. */
export function requiredValue(command: string, line: CommandLine, name: string, what: string): string {
  const given = line.value(name);
  if (given === undefined) throw misused(`命令 ${command} 缺少 --${name} <${what}>`);
  return given;
}
