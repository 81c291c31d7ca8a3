import { readFile, stat } from 'node:fs/promises';
import type { EvidenceKind, EvidenceProblem } from '../../shared/form/evidence-facts.ts';
import { type Sheet, SpreadsheetRefused } from './sheet-grid.ts';

export type ReadSpreadsheet =
  | { sheets: Sheet[]; problem?: undefined }
  | { sheets?: undefined; problem: EvidenceProblem };

const MOST_FILE_BYTES = 30_000_000;

/** Kinds that `readSpreadsheet` reads. */
export function isSpreadsheetKind(kind: EvidenceKind): kind is 'xlsx' | 'xls' {
  return kind === 'xlsx' || kind === 'xls';
}

/**
 * What an .xlsx or .xls file shows, sheet by sheet: numbers as formatted, nothing that is hidden; a
 * problem where it cannot be printed whole. Never throws for a bad file.
 */
export async function readSpreadsheet(path: string, kind: 'xlsx' | 'xls'): Promise<ReadSpreadsheet> {
  try {
    if ((await stat(path)).size > MOST_FILE_BYTES) {
      return {
        problem: {
          code: 'unsupported',
          reason: '表格文件过大',
          remedy: '请只保留需要佐证的部分，或另存为 PDF 后再添加',
        },
      };
    }
    const sheets = await readSheets(await readFile(path), kind);
    return sheets.length === 0 ? { problem: { code: 'noPages' } } : { sheets };
  } catch (error) {
    if (error instanceof SpreadsheetRefused) return { problem: error.problem };
    throw error;
  }
}

/** The readers are heavy and most drafts hold no spreadsheet: they are loaded when one comes. */
async function readSheets(bytes: Buffer, kind: 'xlsx' | 'xls'): Promise<Sheet[]> {
  if (kind === 'xls') return (await import('./xls-reader.ts')).readXls(bytes);
  return (await import('./xlsx-reader.ts')).readXlsx(bytes);
}
