import { spawnSync } from 'node:child_process';

/**
 * The tests open what Dossier writes with programs that others wrote: LibreOffice, poppler and qpdf.
 * Dossier itself needs none of them. On Debian and Ubuntu they are installed here, and it is said.
 */
const NEEDED = [
  { command: 'soffice', package: 'libreoffice-writer-nogui', use: '打开 Word 文件并转换，核对页数与文字' },
  { command: 'pdftotext', package: 'poppler-utils', use: '读取 PDF 的文字、字体和页面' },
  { command: 'qpdf', package: 'qpdf', use: '检查 PDF 结构，制作加密、损坏的样本' },
  { command: 'chromium', package: 'chromium', use: '打开窗口，逐屏操作' },
];

function isThere(command: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
  return found.status === 0;
}

function asRoot(command: string[]): boolean {
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, rest, { stdio: ['ignore', 'inherit', 'inherit'], env: environment }).status === 0;
}

/** Makes sure that the programs that the tests need are there; gives the names of those still missing. */
export function prepareMachine(): string[] {
  const missing = NEEDED.filter(({ command }) => !isThere(command));
  if (missing.length === 0) return [];
  console.log('测试还需要以下程序（申报匣本身不需要）：');
  for (const each of missing) console.log(`  ${each.command}（${each.package}）：${each.use}`);
  const packages = missing.map((each) => each.package);
  if (isThere('apt-get')) {
    console.log(`正在用 apt-get 安装：${packages.join(' ')} ……`);
    const ready = asRoot(['apt-get', 'update', '-qq']);
    if (ready) asRoot(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  const still = missing.filter(({ command }) => !isThere(command));
  if (still.length > 0)
    console.error(`仍缺少：${still.map((each) => each.package).join(' ')}。请手动安装后再运行测试。`);
  return still.map((each) => each.package);
}
