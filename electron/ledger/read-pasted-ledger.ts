import { describeProblem } from '../../shared/form/evidence-problem.ts';
import { SpreadsheetRefused } from '../evidence/sheet-grid.ts';
import { assembleInvoices } from './assemble.ts';
import { readDelimitedRows } from './delimited-rows.ts';
import type { LedgerContent } from './ledger-content.ts';
import { LedgerProblems } from './ledger-problems.ts';
import { withinLimit } from './read-ledger-files.ts';
import { TableReader } from './table-reader.ts';

/** What the person calls it. */
const PASTED = '粘贴的表格';

/**
 * Reads a table that was copied from Excel or WPS, with or without its heading. What is odd is told with
 * its row, counted from the first that was pasted.
 */
export function readPastedLedger(text: string): LedgerContent {
  const problems = new LedgerProblems();
  const reader = new TableReader(PASTED, problems);
  try {
    readDelimitedRows(text, reader);
  } catch (error) {
    if (!(error instanceof SpreadsheetRefused)) throw error;
    problems.add(PASTED, '', '文件', `${describeProblem(error.problem)}。`);
    return { invoices: [], problems: problems.list() };
  }
  const invoices = assembleInvoices(PASTED, reader.finish(), problems);
  if (invoices.length === 0)
    problems.add(PASTED, '', '文件', '没有读到发票。请连同表头一起复制，表中要有发票号、金额和开票日期。');
  return { invoices: withinLimit(invoices, problems), problems: problems.list() };
}
