import { DossierError } from '../../shared/errors.ts';
import type { ExportResult } from '../package/export-package.ts';
import { describeStage } from '../package/stages.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { describeFindings, findingForJson } from './findings-text.ts';
import { onlyArgument, readArguments, requiredValue } from './usage.ts';

function tellBlocked(
  result: Extract<ExportResult, { outcome: 'blocked' }>,
  json: boolean,
  context: CommandContext,
): ExitCode {
  const { findings, form } = result;
  const count = findings.filter((finding) => finding.level === 'block').length;
  context.tell(describeFindings(form, findings));
  context.tell(new DossierError('blocked', { count }).message);
  if (json) {
    const report = { package: null, twinCode: null, files: [], findings: findings.map(findingForJson) };
    context.print(JSON.stringify(report, null, 2));
  }
  return 1;
}

/** `export <draft> --out <dir> [--incomplete] [--zip] [--json]`: the package's path on stdout, stages on stderr. */
export const exportCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, {
    out: 'value',
    incomplete: 'switch',
    zip: 'switch',
    json: 'switch',
  });
  const draft = onlyArgument('export', line, '草稿');
  const out = requiredValue('export', line, 'out', '文件夹');
  const { exportPackage } = await import('../package/export-package.ts');
  const result = await exportPackage({
    draftPath: context.resolve(draft),
    outFolder: context.resolve(out),
    incomplete: line.isOn('incomplete'),
    zip: line.isOn('zip'),
    today: context.today,
    report: (stage) => context.progress(describeStage(stage)),
    signal: context.signal,
  });
  if (result.outcome === 'blocked') return tellBlocked(result, line.isOn('json'), context);
  const blocking = result.findings.filter((finding) => finding.level === 'block').length;
  if (blocking > 0) context.tell(`仍有 ${blocking} 项须改：每页标有“草稿”，不能作为正式材料报送。`);
  context.tell(`已完成并核对。对照码 ${result.twinCode}，共 ${result.files.length} 个文件。`);
  if (line.isOn('json')) {
    const zip = result.zip === undefined ? {} : { zip: result.zip.path };
    const files = result.files.map((file) => file.path);
    context.print(
      JSON.stringify({ package: result.folder, twinCode: result.twinCode, files, ...zip }, null, 2),
    );
  } else {
    context.print(result.folder);
  }
  return 0;
};
