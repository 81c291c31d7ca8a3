import { oneLine } from '../../shared/form/print-answer.ts';
import type { Command } from './command.ts';
import { onlyArgument, readArguments } from './usage.ts';

/** `verify <package> [--json]`: reads everything back; exit 0 intact, 1 not. */
export const verifyCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, { json: 'switch' });
  const path = onlyArgument('verify', line, '申报包');
  const { verifyPackage } = await import('../package/verify-package.ts');
  const progress = (done: number, total: number) => context.progress(`核对文件 ${done}/${total}`);
  const { intact, twinCode, problems, incomplete, sealedPages } = await verifyPackage(
    context.resolve(path),
    progress,
    context.signal,
    (done) => context.progress(`核对内容 ${Math.floor(done)}%`),
  );
  if (line.isOn('json')) {
    context.print(JSON.stringify({ intact, twinCode, problems }, null, 2));
  } else if (intact) {
    const draft = incomplete ? '（注意：这是标有“草稿”的未完成件，不能作为正式材料报送）' : '';
    const sealed = sealedPages > 0 ? `已盖章的 ${sealedPages} 页各在其位。` : '';
    context.print(
      `申报包完好：每个文件与清单一致，Word、PDF、成册与填报内容一致。${sealed}对照码 ${twinCode}${draft}`,
    );
  } else {
    context.print(
      `申报包不完好，有 ${problems.length} 处问题：\n${problems.map((problem) => `  ${oneLine(problem)}`).join('\n')}`,
    );
  }
  return intact ? 0 : 1;
};
