import { oneLine } from '../../shared/form/print-answer.ts';
import { sizeWords } from '../../shared/text/size-words.ts';
import type { MediumResult } from '../delivery/medium/write-medium.ts';
import { describeStage } from '../package/stages.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { onlyArgument, readArguments, requiredValue } from './usage.ts';

function tell(result: MediumResult, json: boolean, context: CommandContext): ExitCode {
  if (result.outcome === 'occupied') {
    const { folder, problems } = result;
    if (json) context.print(JSON.stringify({ outcome: 'occupied', package: folder, problems }, null, 2));
    context.tell(
      `那里已有同名的申报包，但与这一份不同，没有覆盖：${folder}\n${problems
        .slice(0, 5)
        .map((each) => `  ${oneLine(each)}`)
        .join('\n')}\n要换成这一份，请加 --replace。`,
    );
    return 1;
  }
  const { outcome, folder, twinCode, incomplete, files, bytes } = result;
  if (incomplete) context.tell('注意：这是标有“草稿”的未完成件，不能作为正式材料报送。');
  context.tell(
    outcome === 'already'
      ? `那里已有同一份申报包，逐个文件核对完好，没有再写。对照码 ${twinCode}。`
      : `已写入并逐个文件回读核对。对照码 ${twinCode}，共 ${files} 个文件，${sizeWords(bytes)}。请先“弹出”U 盘再拔下。`,
  );
  context.print(
    json ? JSON.stringify({ outcome, package: folder, twinCode, files, bytes }, null, 2) : folder,
  );
  return 0;
}

/** `medium <package> --out <dir> [--replace] [--json]`: the package's path on the medium on stdout. */
export const mediumCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, { out: 'value', replace: 'switch', json: 'switch' });
  const path = onlyArgument('medium', line, '申报包');
  const target = context.resolve(requiredValue('medium', line, 'out', 'U 盘或文件夹'));
  const { writeMedium } = await import('../delivery/medium/write-medium.ts');
  const result = await writeMedium({
    packagePath: context.resolve(path),
    target,
    replace: line.isOn('replace'),
    report: (stage) => context.progress(describeStage(stage)),
    signal: context.signal,
  });
  return tell(result, line.isOn('json'), context);
};
