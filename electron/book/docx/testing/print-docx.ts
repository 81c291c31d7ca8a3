import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { WordFonts } from '../word-context.ts';

const run = promisify(execFile);

/** The same designs as the PDF's bundled fonts, as Debian names them. For tests that print with LibreOffice. */
const FAMILIES = {
  fangsong: 'Noto Serif CJK SC',
  heiti: 'Noto Sans CJK SC',
  kaiti: 'LXGW WenKai',
  songti: 'Noto Serif CJK SC',
  xiaobiaosong: 'Noto Serif CJK SC',
};
export const PRINTED_FONTS: WordFonts = { wordFamily: (role) => FAMILIES[role] };

/** Prints a Word document with LibreOffice; the PDF lies beside it. Profile and result stay in its folder. */
export async function printDocx(path: string): Promise<void> {
  const folder = dirname(path);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path]);
}

/** Text of each page of a PDF: in the order of the file, or laid out as on paper. */
export async function pageTexts(path: string, order: '-raw' | '-layout'): Promise<string[]> {
  const { stdout } = await run('pdftotext', [order, path, '-'], { maxBuffer: 64 << 20 });
  return stdout.split('\f').slice(0, -1);
}
