import { spawn } from 'node:child_process';

/** A dialog to be shown by whatever the desktop has. */
export type Question =
  | {
      kind: 'open' | 'folder' | 'save';
      title: string;
      several: boolean;
      filters: readonly { name: string; extensions: readonly string[] }[];
      defaultPath?: string;
    }
  | { kind: 'message'; title: string; message: string; buttons: readonly string[] };

interface Program {
  command: string;
  parameters: string[];
  /** For programs that take what they show from the environment, so that no text becomes code. */
  environment?: Record<string, string>;
}

const SEPARATOR = '\n';

function zenity(question: Question): Program {
  const parameters = [`--title=${question.title}`];
  if (question.kind === 'message') {
    parameters.push('--question', '--no-markup', `--text=${question.message}`, '--switch');
    parameters.push(...question.buttons.map((button) => `--extra-button=${button}`));
    return { command: 'zenity', parameters };
  }
  parameters.push('--file-selection', `--separator=${SEPARATOR}`);
  if (question.kind === 'folder') parameters.push('--directory');
  if (question.kind === 'save') parameters.push('--save');
  if (question.several) parameters.push('--multiple');
  if (question.defaultPath !== undefined) parameters.push(`--filename=${question.defaultPath}`);
  for (const { name, extensions } of question.filters)
    parameters.push(`--file-filter=${name} | ${extensions.map((each) => `*.${each}`).join(' ')}`);
  return { command: 'zenity', parameters };
}

function kdialog(question: Question): Program {
  if (question.kind === 'message') {
    const entries = question.buttons.flatMap((button) => [button, button]);
    return {
      command: 'kdialog',
      parameters: ['--title', question.title, '--menu', question.message, ...entries],
    };
  }
  const kind = { open: '--getopenfilename', folder: '--getexistingdirectory', save: '--getsavefilename' };
  const filter = question.filters
    .map(({ name, extensions }) => `${name} (${extensions.map((each) => `*.${each}`).join(' ')})`)
    .join('|');
  const parameters = ['--title', question.title, kind[question.kind], question.defaultPath ?? ':dossier'];
  if (question.kind !== 'folder' && filter !== '') parameters.push(filter);
  if (question.several) parameters.push('--multiple', '--separate-output');
  return { command: 'kdialog', parameters };
}

function osascript(question: Question): Program {
  const scripts: Record<Question['kind'], string> = {
    open: 'on run a\nset r to choose file with prompt (item 1 of a) with multiple selections allowed\nset o to ""\nrepeat with f in r\nset o to o & POSIX path of f & linefeed\nend repeat\nreturn o\nend run',
    folder: 'on run a\nreturn POSIX path of (choose folder with prompt (item 1 of a))\nend run',
    save: 'on run a\nreturn POSIX path of (choose file name with prompt (item 1 of a) default name (item 2 of a))\nend run',
    message:
      'on run a\nreturn button returned of (display dialog (item 2 of a) with title (item 1 of a) buttons (items 3 thru -1 of a))\nend run',
  };
  const given =
    question.kind === 'message'
      ? [question.title, question.message, ...question.buttons]
      : [question.title, question.defaultPath?.split('/').at(-1) ?? ''];
  return { command: 'osascript', parameters: ['-e', scripts[question.kind], ...given] };
}

function powershell(question: Question): Program {
  const filter =
    question.kind === 'message'
      ? ''
      : question.filters
          .map(({ name, extensions }) => `${name}|${extensions.map((each) => `*.${each}`).join(';')}`)
          .join('|');
  const load =
    'Add-Type -AssemblyName System.Windows.Forms; [Console]::OutputEncoding=[Text.Encoding]::UTF8;';
  const file = (type: string) =>
    `${load} $d=New-Object System.Windows.Forms.${type}; $d.Title=$env:D_TITLE; $d.Filter=$env:D_FILTER; $d.FileName=$env:D_NAME;`;
  const scripts: Record<Question['kind'], string> = {
    open: `${file('OpenFileDialog')} $d.Multiselect=$env:D_SEVERAL -eq '1'; if($d.ShowDialog() -eq 'OK'){$d.FileNames}`,
    save: `${file('SaveFileDialog')} if($d.ShowDialog() -eq 'OK'){$d.FileName}`,
    folder: `${load} $d=New-Object System.Windows.Forms.FolderBrowserDialog; $d.Description=$env:D_TITLE; if($d.ShowDialog() -eq 'OK'){$d.SelectedPath}`,
    message: `${load} $r=[System.Windows.Forms.MessageBox]::Show($env:D_TEXT,$env:D_TITLE,$(if($env:D_SEVERAL -eq '1'){'OKCancel'}else{'OK'})); if($r -eq 'OK'){$env:D_FIRST}else{$env:D_LAST}`,
  };
  const several = question.kind === 'message' ? question.buttons.length > 1 : question.several;
  const environment = {
    D_TITLE: question.title,
    D_FILTER: filter,
    D_NAME: question.kind === 'message' ? '' : (question.defaultPath?.split(/[\\/]/).at(-1) ?? ''),
    D_SEVERAL: several ? '1' : '0',
    D_TEXT: question.kind === 'message' ? question.message : '',
    D_FIRST: question.kind === 'message' ? (question.buttons[0] ?? '') : '',
    D_LAST: question.kind === 'message' ? (question.buttons.at(-1) ?? '') : '',
  };
  return {
    command: 'powershell.exe',
    parameters: ['-NoProfile', '-STA', '-Command', scripts[question.kind]],
    environment,
  };
}

/** @returns what the program printed, undefined when the person cancelled, `missing` when it is not there */
function run({ command, parameters, environment }: Program): Promise<string | undefined | 'missing'> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, ...environment },
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve('missing') : reject(error),
    );
    // zenity ends with 1 for its extra buttons too, but then it prints the button.
    child.on('close', (code) => resolve(code === 0 || text.trim() !== '' ? text : undefined));
  });
}

function programsFor(question: Question): Program[] {
  if (process.platform === 'darwin') return [osascript(question)];
  if (process.platform === 'win32') return [powershell(question)];
  return [zenity(question), kdialog(question)];
}

function readAnswer(question: Question, text: string): string[] | number | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (question.kind !== 'message') return lines.length === 0 ? undefined : lines;
  const chosen = question.buttons.indexOf(lines[0] ?? '');
  return chosen === -1 ? undefined : chosen;
}

/**
 * @returns the chosen files or the number of the button; undefined when the person cancelled
 * @throws Error in Chinese when this desktop has no program for dialogs
 */
export async function desktopDialog(question: Question): Promise<string[] | number | undefined> {
  for (const program of programsFor(question)) {
    const text = await run(program);
    if (text === 'missing') continue;
    return text === undefined ? undefined : readAnswer(question, text);
  }
  throw new Error('这台电脑上没有可用的文件对话框程序。请安装 zenity 或 kdialog，然后再试。');
}
