import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../package/exists.ts';
import { flushTree, prepareTargetFolder, publish } from '../package/publish.ts';
import type { Command } from './command.ts';
import { programmeArgument } from './programme-argument.ts';
import { readArguments, requiredValue } from './usage.ts';

const EXAMPLES = join(import.meta.dirname, '../../shared/notices/cq-2025-40/examples');

/** `example <programme> --out <dir>`: a complete fictional application as a draft folder. */
export const exampleCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, { out: 'value' });
  const form = programmeArgument('example', line);
  const out = context.resolve(requiredValue('example', line, 'out', '文件夹'));
  const source = join(EXAMPLES, form.programme);
  if (!(await exists(join(source, 'draft.json'))))
    throw new Error(`the example ${form.programme} is not installed`);
  const target = await prepareTargetFolder(out);
  const name = `示例-${form.programmeName}`;
  await publish(
    target.path,
    async (temporary) => {
      await cp(source, join(temporary, name), { recursive: true });
      await flushTree(join(temporary, name));
      return { names: [name], result: undefined };
    },
    context.signal,
  ).catch(async (error: unknown) => {
    await target.discard();
    throw error;
  });
  context.print(join(out, name));
  return 0;
};
