import { isAbsolute, resolve } from 'node:path';
import { DossierError, describeError } from '../shared/errors.ts';
import { withEscapes } from '../shared/text/printable.ts';
import type { Command, CommandContext, ExitCode } from './command-line/command.ts';
import { misused, USAGE } from './command-line/usage.ts';
import { asDossierError, systemErrorCode } from './package/file-errors.ts';
import { removeOpenTemporaryFolders } from './package/temporary-folder.ts';

/** Loaded when asked for: the document libraries take a second that `count` need not wait for. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  example: async () => (await import('./command-line/example-command.ts')).exampleCommand,
  check: async () => (await import('./command-line/check-command.ts')).checkCommand,
  export: async () => (await import('./command-line/export-command.ts')).exportCommand,
  verify: async () => (await import('./command-line/verify-command.ts')).verifyCommand,
  seal: async () => (await import('./command-line/seal-command.ts')).sealCommand,
  medium: async () => (await import('./command-line/medium-command.ts')).mediumCommand,
  mail: async () => (await import('./command-line/mail-command.ts')).mailCommand,
  schema: async () => (await import('./command-line/schema-command.ts')).schemaCommand,
  count: async () => (await import('./command-line/count-command.ts')).countCommand,
  summary: async () => (await import('./command-line/summary-command.ts')).summaryCommand,
  help: async () => async (_parameters, context) => {
    context.print(USAGE);
    return 0;
  },
};
const HELP_FLAGS = new Set(['--help', '-h']);

/** npm starts its script `cli` in the project's folder; INIT_CWD is where the user stood. Started by anything else, it may be stale. */
const STANDING_IN =
  process.env.npm_lifecycle_event === 'cli' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd();

function localDay(now: Date): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Stages on stderr: one line that is overwritten on a terminal, a line each in a log. */
class StageLine {
  #shown = '';

  show(words: string): void {
    const text = withEscapes(words);
    if (text === this.#shown) return;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
    else process.stderr.write(`${text}\n`);
    this.#shown = text;
  }
  end(): void {
    if (this.#shown !== '' && process.stderr.isTTY) process.stderr.write('\n');
    this.#shown = '';
  }
}

const stage = new StageLine();
const stop = new AbortController();

/** The first signal ends the work in order; a second one, when that takes too long, at once. */
function onSignal(): void {
  if (stop.signal.aborted) {
    removeOpenTemporaryFolders();
    process.exit(2);
  }
  stop.abort();
}

/** Names in a package may hold what a terminal obeys: nothing of it is written there as it is. */
const context: CommandContext = {
  resolve: (path) => (isAbsolute(path) ? path : resolve(STANDING_IN, path)),
  print: (text) => {
    stage.end();
    process.stdout.write(`${withEscapes(text)}\n`);
  },
  tell: (text) => {
    stage.end();
    process.stderr.write(`${withEscapes(text)}\n`);
  },
  progress: (text) => stage.show(text),
  signal: stop.signal,
  today: localDay(new Date()),
};

async function run(parameters: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = parameters;
  if (name === undefined) throw new DossierError('misused', { detail: USAGE });
  const known = HELP_FLAGS.has(name) ? 'help' : name;
  const load = Object.hasOwn(COMMANDS, known) ? COMMANDS[known] : undefined;
  if (load === undefined) throw misused(`不认识的命令：${name}`);
  return (await load())(rest, context);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
let resultLost = false;
process.stdout.on('error', (error) => {
  // A reader such as `head` may close the pipe early; that is its right, not a fault.
  if (systemErrorCode(error) === 'EPIPE') return;
  context.tell(describeError(asDossierError(error, '标准输出')));
  resultLost = true;
  process.exitCode = 2;
});
try {
  const code = await run(process.argv.slice(2));
  process.exitCode = resultLost ? 2 : code;
} catch (error) {
  const cancelled = stop.signal.aborted ? new DossierError('cancelled', {}) : error;
  context.tell(describeError(cancelled));
  if (!(cancelled instanceof DossierError) && process.env.DOSSIER_DEBUG !== undefined)
    console.error(cancelled);
  process.exitCode = 2;
}
