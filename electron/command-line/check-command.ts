import type { Command } from './command.ts';
import { describeFindings, findingForJson } from './findings-text.ts';
import { onlyArgument, readArguments } from './usage.ts';

/** `check <draft> [--json]`: every finding, grouped by level. */
export const checkCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, { json: 'switch' });
  const path = onlyArgument('check', line, '草稿');
  const { openDraft } = await import('../package/draft-file.ts');
  const opened = await openDraft(context.resolve(path), context.signal);
  try {
    const { inspectDraft } = await import('../package/inspect-draft.ts');
    const facts = await inspectDraft(
      opened,
      (done, total) => context.progress(`读取材料 ${done}/${total}`),
      context.signal,
    );
    const { checkOpenDraft } = await import('../package/check-open-draft.ts');
    const { loadBookFonts } = await import('../book/fonts.ts');
    const findings = checkOpenDraft(opened, facts, await loadBookFonts(), context.today);
    if (line.isOn('json')) context.print(JSON.stringify({ findings: findings.map(findingForJson) }, null, 2));
    else context.print(describeFindings(opened.form, findings));
    return findings.some((finding) => finding.level === 'block') ? 1 : 0;
  } finally {
    await opened.close();
  }
};
