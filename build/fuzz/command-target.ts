import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { HOSTILE_TEXTS } from '../../electron/book/fixtures/hostile-texts.ts';
import { checkCommand } from '../../electron/command-line/check-command.ts';
import type { Command, CommandContext } from '../../electron/command-line/command.ts';
import { countCommand } from '../../electron/command-line/count-command.ts';
import { exampleCommand } from '../../electron/command-line/example-command.ts';
import { exportCommand } from '../../electron/command-line/export-command.ts';
import { mailCommand } from '../../electron/command-line/mail-command.ts';
import { mediumCommand } from '../../electron/command-line/medium-command.ts';
import { schemaCommand } from '../../electron/command-line/schema-command.ts';
import { sealCommand } from '../../electron/command-line/seal-command.ts';
import { summaryCommand } from '../../electron/command-line/summary-command.ts';
import { verifyCommand } from '../../electron/command-line/verify-command.ts';
import { answered } from './file-targets.ts';
import type { Target } from './target.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  ...{ check: checkCommand, count: countCommand, export: exportCommand, mail: mailCommand },
  ...{ medium: mediumCommand, schema: schemaCommand, seal: sealCommand, verify: verifyCommand },
  ...{ example: exampleCommand, summary: summaryCommand },
};
const FLAGS = [
  ...['--out', '--json', '--zip', '--place', '--allow-missing', '--replace', '--limit', '--out=', '--json=1'],
  ...[
    '--',
    '-',
    '-x',
    '--no-json',
    '--limit=0',
    '--limit=-1',
    '--limit=1e9',
    '--district',
    '--district=渝北',
    '--received=2025-02-30',
    '--place=1#1=1',
    '--place=0=0',
  ],
  ...['benchmark', 'product', '', ' ', '.', '..', '/', '//', '~', '*', '%00', '--out=.', '-rf'],
];

/** The commands with any arguments, in a folder of good and bad files. `export` has no `--incomplete` and ends early. */
export function commandTarget(folder: string): Target {
  const place = path.join(folder, 'commands');
  mkdirSync(path.join(place, 'empty'), { recursive: true });
  writeFileSync(path.join(place, 'a.txt'), '字数 word count 123');
  writeFileSync(path.join(place, 'b.bin'), Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
  writeFileSync(
    path.join(place, 'draft.json'),
    '{"formatVersion":1,"notice":"cq-2025-40","programme":"product"}',
  );
  const context: CommandContext = {
    // An absolute argument would be one of this machine's places: it stays within.
    resolve: (name) => path.join(place, name),
    print: () => undefined,
    tell: () => undefined,
    progress: () => undefined,
    signal: new AbortController().signal,
    today: '2025-10-16',
  };
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...FLAGS) },
    { weight: 3, arbitrary: fc.constantFrom('a.txt', 'b.bin', 'draft.json', 'empty', 'missing', 'a.txt/b') },
    { weight: 2, arbitrary: fc.constantFrom(...Object.values(HOSTILE_TEXTS)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  );
  const line = fc.tuple(fc.constantFrom(...Object.keys(COMMANDS)), fc.array(word, { maxLength: 6 }));
  const run = (name: string, words: string[]) =>
    answered(
      (async () => {
        const code = await COMMANDS[name]?.(words, context);
        if (code !== 0 && code !== 1 && code !== 2) throw new Error(`${name} ends with ${code}`);
      })(),
    );
  return {
    name: 'command line',
    warm: async () => {
      await run('count', ['a.txt']);
      await run('check', ['.']);
    },
    attack: async (seed) => {
      const [[name, words] = ['count', []] as const] = fc.sample(line, { seed, numRuns: 1 });
      // No system hands over an argument with a NUL in it.
      await run(
        name,
        words.map((each) => each.replaceAll('\0', '')),
      );
    },
  };
}
