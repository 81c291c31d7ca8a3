import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/**
 * The tests open what Dossier writes with programs that others wrote: LibreOffice, poppler, qpdf, unzip.
 * Dossier itself needs none of them. On Debian and Ubuntu they are installed here, and it is said.
 */
interface Needed {
  /** A program, or a font family. */
  what: { command: string } | { family: string };
  package: string;
  use: string;
}

const NEEDED: readonly Needed[] = [
  {
    what: { command: 'soffice' },
    package: 'libreoffice-writer-nogui',
    use: '打开 Word 文件并转换，核对页数与文字',
  },
  { what: { command: 'pdftotext' }, package: 'poppler-utils', use: '读取 PDF 的文字、字体和页面' },
  { what: { command: 'qpdf' }, package: 'qpdf', use: '检查 PDF 结构，制作加密、损坏的样本' },
  { what: { command: 'unzip' }, package: 'unzip', use: '像收件人那样解开压缩包和邮件附件' },
  { what: { command: 'python3' }, package: 'python3', use: '用另一个程序读邮件草稿' },
  {
    what: { command: 'strace' },
    package: 'strace',
    use: '让保存、备份、拷贝在写入时出错或中断，核对没有丢失',
  },
  { what: { command: 'chromium' }, package: 'chromium', use: '打开窗口，逐屏操作' },
  // The designs that the PDF embeds, as LibreOffice finds them: page counts are compared with these.
  {
    what: { family: 'Noto Serif CJK SC' },
    package: 'fonts-noto-cjk',
    use: '用与 PDF 相同的字体打开 Word 文件；窗口中的汉字',
  },
  { what: { family: 'LXGW WenKai' }, package: 'fonts-lxgw-wenkai', use: '用与 PDF 相同的字体打开 Word 文件' },
];

function hasCommand(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

function isThere({ what }: Needed): boolean {
  if ('command' in what) return hasCommand(what.command);
  const listed = spawnSync('fc-list', [`:family=${what.family}`, 'file'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}

async function asRoot(command: string[]): Promise<void> {
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'], env: environment });
  // Whether it went well is seen by what is there afterwards.
  await once(child, 'close').catch(() => undefined);
}

/**
 * Makes sure that the programs that the tests need are there. Once it has begun, the caller may be busy
 * without a break: a process of its own installs.
 *
 * @returns the packages still missing
 */
export async function prepareMachine(): Promise<string[]> {
  const missing = NEEDED.filter((each) => !isThere(each));
  if (missing.length === 0) return [];
  console.log('测试还需要以下程序（申报匣本身不需要）：');
  for (const each of missing) console.log(`  ${each.package}：${each.use}`);
  const packages = missing.map((each) => each.package);
  if (hasCommand('apt-get')) {
    console.log(`正在用 apt-get 安装：${packages.join(' ')} ……`);
    const install = 'apt-get update -qq && exec apt-get install -y -qq --no-install-recommends "$@"';
    await asRoot(['sh', '-c', install, 'sh', ...packages]);
  }
  const still = missing.filter((each) => !isThere(each));
  if (still.length > 0)
    console.error(`仍缺少：${still.map((each) => each.package).join(' ')}。请手动安装后再运行测试。`);
  return still.map((each) => each.package);
}
