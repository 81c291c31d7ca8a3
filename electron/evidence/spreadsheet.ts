import { readFile } from 'node:fs/promises';
import readSheets from 'read-excel-file/node';
import yauzl from 'yauzl';
import type { EvidenceProblem } from '../../shared/form/evidence-facts.ts';

/** Cells as printed; `number` cells stand at the right. */
export interface SheetCell {
  text: string;
  number: boolean;
}
export interface Sheet {
  name: string;
  rows: SheetCell[][];
}
export type ReadSpreadsheet =
  | { sheets: Sheet[]; problem?: undefined }
  | { sheets?: undefined; problem: EvidenceProblem };

const MOST_FILE_BYTES = 50_000_000;
const MOST_UNPACKED_BYTES = 300_000_000;
const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 60;
const LONGEST_CELL = 5_000;
const LARGEST_WORKBOOK_PART = 5_000_000;
const TOO_LARGE = '表格文件过大。请只保留需要佐证的部分，或另存为 PDF 后再添加';

/** The filled sheets of an .xlsx file, empty edges cut away; a problem where it cannot be printed whole. Never throws for a bad file. */
export async function readSpreadsheet(path: string): Promise<ReadSpreadsheet> {
  const bytes = await readFile(path);
  if (bytes.length > MOST_FILE_BYTES) return refused(TOO_LARGE);
  const container = await readContainer(bytes);
  if (container.unpackedBytes > MOST_UNPACKED_BYTES) return refused(TOO_LARGE);
  if (container.hasPictures) return refused('表格里有图片或图表，按表格装订会丢失。请另存为 PDF 后再添加');
  let read: Awaited<ReturnType<typeof readSheets>>;
  try {
    read = await readSheets(bytes);
  } catch {
    return { problem: { code: 'damaged', detail: '表格文件无法读取' } };
  }
  if (container.hidden.length === read.length)
    read = read.filter((_, index) => container.hidden[index] !== true);
  const sheets: Sheet[] = [];
  let rowCount = 0;
  for (const { sheet, data } of read) {
    const rows = cutEmptyEdges(data.map((row) => row.map(printCell)));
    if (rows.length === 0) continue;
    rowCount += rows.length;
    if (rowCount > MOST_ROWS)
      return refused(`表格超过 ${MOST_ROWS} 行。请只保留需要佐证的部分，或另存为 PDF 后再添加`);
    if ((rows[0]?.length ?? 0) > MOST_COLUMNS)
      return refused(`表格超过 ${MOST_COLUMNS} 列。请设好打印区域，另存为 PDF 后再添加`);
    if (rows.some((row) => row.some((cell) => cell.text.length > LONGEST_CELL))) {
      return refused(`有单元格超过 ${LONGEST_CELL} 字。请另存为 PDF 后再添加`);
    }
    sheets.push({ name: sheet, rows });
  }
  return sheets.length === 0 ? { problem: { code: 'noPages' } } : { sheets };
}

function refused(remedy: string): ReadSpreadsheet {
  return { problem: { code: 'unsupported', remedy } };
}

interface Container {
  /** By the archive's own word, which the reader holds it to. */
  unpackedBytes: number;
  hasPictures: boolean;
  /** One for each sheet, in the workbook's order: what the author hid is not printed, as in Excel. */
  hidden: boolean[];
}

/** Looks into the archive; an unreadable one gives nothing, and the reader then refuses it. */
function readContainer(bytes: Buffer): Promise<Container> {
  const container: Container = { unpackedBytes: 0, hasPictures: false, hidden: [] };
  return new Promise((resolve) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, archive) => {
      if (error !== null || archive === undefined) {
        resolve(container);
        return;
      }
      archive.on('entry', (entry) => {
        container.unpackedBytes += entry.uncompressedSize;
        container.hasPictures ||= /^xl\/(media|charts)\//.test(entry.fileName);
        if (entry.fileName !== 'xl/workbook.xml' || entry.uncompressedSize > LARGEST_WORKBOOK_PART) {
          archive.readEntry();
          return;
        }
        archive.openReadStream(entry, (_failure, stream) => {
          let text = '';
          stream?.on('data', (chunk: Buffer) => {
            text += chunk.toString('utf8');
          });
          stream?.on('error', () => archive.readEntry());
          stream?.on('end', () => {
            container.hidden = (text.match(/<(\w+:)?sheet\s[^>]*>/g) ?? []).map((tag) =>
              /\sstate="(hidden|veryHidden)"/.test(tag),
            );
            archive.readEntry();
          });
          if (stream === undefined) archive.readEntry();
        });
      });
      archive.on('end', () => resolve(container));
      archive.on('error', () => resolve(container));
      archive.readEntry();
    });
  });
}

function printCell(value: unknown): SheetCell {
  if (typeof value === 'number') return { text: printNumber(value), number: true };
  if (typeof value === 'boolean') return { text: value ? '是' : '否', number: false };
  if (value instanceof Date) return { text: printDate(value), number: false };
  return { text: typeof value === 'string' ? value.trim() : '', number: false };
}

/** As a sheet shows it: no exponent, and none of the noise of binary fractions (0.1 + 0.2). */
function printNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
}

/** A sheet's dates carry no time zone; the reader gives them in UTC. */
function printDate(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const [day = '', time = ''] = value.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

function cutEmptyEdges(rows: SheetCell[][]): SheetCell[][] {
  const filled = (row: SheetCell[]) => row.findLastIndex((cell) => cell.text !== '') + 1;
  const width = rows.reduce((most, row) => Math.max(most, filled(row)), 0);
  const end = rows.findLastIndex((row) => filled(row) > 0) + 1;
  const start = rows.findIndex((row) => filled(row) > 0);
  const empty: SheetCell = { text: '', number: false };
  return rows
    .slice(Math.max(0, start), end)
    .map((row) => Array.from({ length: width }, (_, column) => row[column] ?? empty));
}
