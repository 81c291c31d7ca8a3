import { loadBookFonts } from '../book/fonts.ts';
import { checkOpenDraft } from '../package/check-open-draft.ts';
import { openDraft } from '../package/draft-file.ts';
import { inspectDraft } from '../package/inspect-draft.ts';
import type { Command } from './command.ts';
import { describeFindings, findingForJson } from './findings-text.ts';
import { onlyArgument, readArguments } from './usage.ts';

/** `check <draft> [--json]`: every finding, grouped by level. */
export const checkCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, { json: 'switch' });
  const path = onlyArgument('check', line, '草稿');
  const opened = await openDraft(context.resolve(path), context.signal);
  try {
    const facts = await inspectDraft(
      opened,
      (done, total) => context.progress(`读取材料 ${done}/${total}`),
      context.signal,
    );
    const findings = checkOpenDraft(opened, facts, await loadBookFonts(), context.today);
    if (line.isOn('json')) context.print(JSON.stringify({ findings: findings.map(findingForJson) }, null, 2));
    else context.print(describeFindings(opened.form, findings));
    return findings.some((finding) => finding.level === 'block') ? 1 : 0;
  } finally {
    await opened.close();
  }
};
