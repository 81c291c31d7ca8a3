import { readFile, stat } from 'node:fs/promises';
import { DossierError } from '../../shared/errors.ts';
import type { Invoice } from '../../shared/form/draft.ts';
import { describeProblem } from '../../shared/form/evidence-problem.ts';
import { mergeInvoices } from '../../shared/rules/merge-invoices.ts';
import { SpreadsheetRefused } from '../evidence/sheet-grid.ts';
import { sniffFile } from '../evidence/sniff.ts';
import { stopIfCancelled, withFileErrors } from '../package/file-errors.ts';
import { assembleInvoices } from './assemble.ts';
import { decodeText, readDelimitedRows } from './delimited-rows.ts';
import { readEinvoice, XmlRefused } from './einvoice-xml.ts';
import type { LedgerContent, LedgerSource } from './ledger-content.ts';
import { LedgerProblems } from './ledger-problems.ts';
import type { LedgerTable } from './ledger-table.ts';
import { TableReader } from './table-reader.ts';

const LARGEST_FILE = 30_000_000;
const LARGEST_XML = 5_000_000;
/** As the draft's schema has it. */
const MOST_INVOICES = 20_000;

/** What a file that is no table is, and what to do. */
const NO_TABLE: Readonly<Record<string, string>> = {
  pdf: '是 PDF，读不出明细。请导入数电票 XML，或电子税务局导出的 Excel；PDF 发票本身请作为材料添加。',
  ofd: '是 OFD 发票，读不出明细。请导入数电票 XML，或电子税务局导出的 Excel。',
  zip: '是压缩包。请先解压，再导入其中的文件（可以一次选多个）。',
  xlsb: '是二进制 Excel 表格（XLSB）。请用 Excel 另存为 .xlsx 后再导入。',
  doc: '是 Word 文档。请把其中的表格复制后粘贴到发票清单。',
  docx: '是 Word 文档。请把其中的表格复制后粘贴到发票清单。',
};
const NO_LEDGER = '不是发票清单。请导入电子税务局导出的 Excel、数电票 XML，或 CSV 表格。';

/** Why a file is not read, in Chinese without its name. */
class LedgerRefused extends Error {}

/**
 * Reads ledgers of any known form: the tax platform's exports, lists of one's own, CSV, 数电票 XML. An
 * invoice that stands in several of the files comes once. What is odd or unreadable is told, file and row.
 *
 * @throws DossierError cancelled
 */
export async function readLedgerFiles(
  sources: readonly LedgerSource[],
  signal?: AbortSignal,
): Promise<LedgerContent> {
  const problems = new LedgerProblems();
  let invoices: Invoice[] = [];
  for (const source of sources) {
    stopIfCancelled(signal);
    const read = await readSource(source, problems);
    if (read === undefined) continue;
    if (read.length === 0)
      problems.add(source.name, '', '文件', '没有读到发票。请核对表中有发票号、金额和开票日期。');
    const merged = mergeInvoices(invoices, read);
    const known = merged.same + merged.completed;
    if (known > 0)
      problems.add(source.name, '', '重复', `有 ${known} 张发票已在先读入的文件中，没有重复计入。`);
    invoices = merged.invoices;
  }
  return { invoices: withinLimit(invoices, problems), problems: problems.list() };
}

/** As many as a draft takes; the rest is named, never dropped in silence. */
export function withinLimit(invoices: Invoice[], problems: LedgerProblems): Invoice[] {
  if (invoices.length <= MOST_INVOICES) return invoices;
  problems.add(
    '',
    '',
    '文件',
    `共有 ${invoices.length} 张发票，只读入前 ${MOST_INVOICES} 张。请在导出时按时间或销方筛选，只导入数字化转型投入的发票。`,
  );
  return invoices.slice(0, MOST_INVOICES);
}

/** @returns undefined for a file of which only a problem can be told */
async function readSource(source: LedgerSource, problems: LedgerProblems): Promise<Invoice[] | undefined> {
  try {
    const tables = await withFileErrors(source.path, () => readTables(source, problems));
    return assembleInvoices(source.name, tables, problems);
  } catch (error) {
    if (error instanceof DossierError && error.code === 'cancelled') throw error;
    problems.add(source.name, '', '文件', reasonOf(error));
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof LedgerRefused || error instanceof DossierError) return error.message;
  if (error instanceof XmlRefused) return `${error.message}。请从电子税务局重新下载后再导入。`;
  if (!(error instanceof SpreadsheetRefused)) throw error;
  const { problem } = error;
  const remedy =
    problem.code === 'unsupported' ? problem.remedy : '请重新导出，或用 Excel、WPS 打开后另存为 .xlsx';
  return `${describeProblem(problem)}。${remedy}。`;
}

async function readTables({ path, name }: LedgerSource, problems: LedgerProblems): Promise<LedgerTable[]> {
  const { size } = await stat(path);
  if (size === 0) throw new LedgerRefused('是空文件（0 字节）。');
  const { kind, encrypted } = await sniffFile(path);
  if (encrypted === true) throw new LedgerRefused('已加密，无法读取。请去掉打开密码后再导入。');
  if (size > (kind === 'xml' ? LARGEST_XML : LARGEST_FILE))
    throw new LedgerRefused('文件过大。请在导出时缩小时间范围，分成几个文件。');
  const reader = new TableReader(name, problems);
  switch (kind) {
    case 'xlsx':
      await (await import('./xlsx-rows.ts')).readXlsxRows(await readFile(path), reader);
      return reader.finish();
    case 'xls':
      (await import('./xls-rows.ts')).readXlsRows(await readFile(path), reader);
      return reader.finish();
    case 'text': {
      const text = decodeText(await readFile(path));
      // An XML in UTF-16 is told by its characters only.
      if (/^\ufeff?\s*<\?xml/.test(text)) return [xmlTable(name, text.replace(/^\ufeff/, ''), problems)];
      readDelimitedRows(text, reader);
      return reader.finish();
    }
    case 'xml':
      return [xmlTable(name, decodeXml(await readFile(path)), problems)];
    default:
      throw new LedgerRefused(NO_TABLE[kind] ?? NO_LEDGER);
  }
}

function xmlTable(file: string, xml: string, problems: LedgerProblems): LedgerTable {
  if (/^\s*(?:<!doctype\s+html|<html|<table|<meta)/i.test(xml))
    throw new LedgerRefused('是网页格式的表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。');
  if (/<Workbook\b/.test(xml.slice(0, 1_000)))
    throw new LedgerRefused('是 XML 格式的 Excel 表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。');
  const { line, oddities } = readEinvoice(xml.trimStart());
  for (const { kind, problem } of oddities) problems.add(file, '', kind, problem);
  return { kind: 'invoices', sheet: '', isSpecial: false, hasCategories: false, lines: [line] };
}

/** Beyond it UTF-8 takes three bytes, as for every Chinese character: no GBK text happens to be made of such. */
const THREE_BYTES = /[\u0800-\uffff]/;

/** By the encoding that the file declares of itself, unless its bytes are plainly another; else by what they are. */
function decodeXml(bytes: Buffer): string {
  const head = bytes.subarray(0, 200).toString('latin1');
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1] ?? '';
  if (/^gb/i.test(declared) && !isChineseUtf8(bytes)) return new TextDecoder('gb18030').decode(bytes);
  return decodeText(bytes).replace(/^\ufeff/, '');
}

function isChineseUtf8(bytes: Buffer): boolean {
  try {
    return THREE_BYTES.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}
