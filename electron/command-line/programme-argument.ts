import type { Form, Programme } from '../../shared/form/definition.ts';
import { CURRENT_NOTICE } from '../package/known-notices.ts';
import { type CommandLine, misused, onlyArgument } from './usage.ts';

function isProgramme(text: string): text is Programme {
  return text === 'benchmark' || text === 'product';
}

/** The form of the programme that a command line names. */
export function programmeArgument(command: string, line: CommandLine): Form {
  const given = onlyArgument(command, line, '申报类别（benchmark 或 product）');
  if (!isProgramme(given)) throw misused(`不认识的申报类别：${given}，只能是 benchmark 或 product`);
  return CURRENT_NOTICE.forms[given];
}
