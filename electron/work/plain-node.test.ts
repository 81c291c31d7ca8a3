import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** `process` as Electron's utility process has it. */
const UTILITY = `
Object.defineProperty(process.versions, 'electron', { value: '45.4.1', configurable: true });
Object.defineProperty(process, 'type', { value: 'utility', configurable: true });`;
const READ = `
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
const PDFDocument = (await import('pdfkit')).default;
const parts = [];
const pdf = new PDFDocument();
pdf.on('data', (part) => parts.push(part));
await new Promise((resolve) => { pdf.on('end', resolve); pdf.text('page one').end(); });
const read = await getDocument({ data: new Uint8Array(Buffer.concat(parts)) }).promise;
console.log((await (await read.getPage(1)).getTextContent()).items[0].str);`;

function inUtilityProcess(first: string): string {
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', `${UTILITY}${first}${READ}`], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  return ran.stdout + ran.stderr;
}

test('a PDF can be read in the work process', () => {
  expect(inUtilityProcess("await import('./plain-node.ts');")).toContain('page one');
});

test('without it pdfjs takes the work process for a page: when this fails, plain-node.ts has had its day', () => {
  expect(inUtilityProcess('')).toContain('No "GlobalWorkerOptions.workerSrc" specified');
});
