import { countWords } from '../../shared/text/word-count.ts';
import type { Command } from './command.ts';
import { readTextFile } from './text-file.ts';
import { onlyArgument, readArguments } from './usage.ts';

/** `count <text file>`: 字数 high and low, and 字符数(不计空格), as one line of JSON. */
export const countCommand: Command = async (parameters, context) => {
  const path = onlyArgument('count', readArguments(parameters, {}), '文本文件');
  const { words, wordsLow, characters } = countWords(await readTextFile(context.resolve(path)));
  context.print(JSON.stringify({ words, wordsLow, characters }));
  return 0;
};
