import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { readDocx } from '../../electron/book/docx/read-docx.ts';
import { sampleBook, samplePictures } from '../../electron/book/docx/sample-books.ts';
import { unzipDocx } from '../../electron/book/docx/testing/edit-docx.ts';
import { writeDocx } from '../../electron/book/docx/write-docx.ts';
import { cleanEvidence } from '../../electron/cleaned-copy/clean-evidence.ts';
import { writeSmallPackage } from '../../electron/delivery/testing/small-package.ts';
import { NotDrawn } from '../../electron/drawing/pdf-drawer.ts';
import { deepPage, largePage, plainPage } from '../../electron/drawing/testing/endless-pages.ts';
import { convertHeic } from '../../electron/evidence/heic.ts';
import { inspectFile } from '../../electron/evidence/inspect.ts';
import {
  handmadePdf,
  markedPdf,
  markedPicture,
  scannedPdf,
} from '../../electron/evidence/sample-evidence.ts';
import { writeThumbnail } from '../../electron/evidence/thumbnail.ts';
import { readLedgerFiles } from '../../electron/ledger/read-ledger-files.ts';
import { readPastedLedger } from '../../electron/ledger/read-pasted-ledger.ts';
import { einvoiceXml, exportWorkbook } from '../../electron/ledger/testing/sample-exports.ts';
import { openDraft } from '../../electron/package/draft-file.ts';
import { examinePackage } from '../../electron/package/examine-package.ts';
import { inspectDraft } from '../../electron/package/inspect-draft.ts';
import type { RawEntry } from '../../electron/package/testing/raw-zip.ts';
import { SMALL_DRAFT_FILES, smallDraft } from '../../electron/package/testing/small-draft.ts';
import { listPackageFolder } from '../../electron/package/verify-files.ts';
import { openProtected } from '../../electron/password/open-protected.ts';
import { writeProtected } from '../../electron/password/protect-file.ts';
import { openScan } from '../../electron/sealing/scan-file.ts';
import { readBackup } from '../../electron/store/backup-file.ts';
import { TemporaryStore } from '../../electron/store/testing/temporary-store.ts';
import { DossierError } from '../../shared/errors.ts';
import { mutations } from './mutations.ts';
import type { Target } from './target.ts';
import { zipMutations } from './zip-mutations.ts';

/** Reads a file as the program does, all of it. */
type Reading = (file: string) => Promise<unknown>;

/** An error of the closed set is an answer; everything else is a finding of the fuzz. */
export async function answered(reading: Promise<unknown>): Promise<void> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof DossierError) || error.code === 'unexpected') throw error;
  }
}

const drawn = <T>(arbitrary: fc.Arbitrary<T>, seed: number): T => {
  const [value] = fc.sample(arbitrary, { seed, numRuns: 1 });
  if (value === undefined) throw new Error('nothing was drawn');
  return value;
};

/** @param samples real files by their names */
function bytesTarget(
  name: string,
  folder: string,
  samples: Readonly<Record<string, Uint8Array>>,
  reading: Reading,
): Target {
  const names = Object.keys(samples);
  const read = async (sample: string, bytes: Uint8Array) => {
    const file = path.join(folder, sample);
    await writeFile(file, bytes);
    await answered(reading(file));
  };
  const choice = fc.tuple(fc.constantFrom(...names), mutations);
  return {
    name,
    warm: async () => {
      for (const sample of names) await read(sample, samples[sample] ?? Buffer.alloc(0));
    },
    attack: async (seed) => {
      const [sample, mutate] = drawn(choice, seed);
      await read(sample, mutate(samples[sample] ?? Buffer.alloc(0)));
    },
  };
}

const PASSWORD = 'a password';

/** With little work for the password: the format is what is attacked. */
async function protectedBytes(folder: string): Promise<Uint8Array> {
  const place = path.join(folder, 'protected');
  const plain = Readable.from([Buffer.alloc(150_000, 'dossier ')]);
  await writeProtected(place, plain, { password: PASSWORD, workFactor: 10 });
  return readFile(place);
}

async function entriesOf(zip: Uint8Array): Promise<RawEntry[]> {
  return [...(await unzipDocx(zip))].map(([name, data]) => ({ name, data }));
}

function zipTarget(
  name: string,
  folder: string,
  sample: string,
  entries: readonly RawEntry[],
  reading: Reading,
): Target {
  const file = path.join(folder, sample);
  const read = async (bytes: Uint8Array) => {
    await writeFile(file, bytes);
    await answered(reading(file));
  };
  return {
    name,
    warm: async () => {
      // A mutation that changes nothing there is.
      await read(drawn(zipMutations, 1)(entries));
      await read(drawn(zipMutations, 2)(entries));
    },
    attack: (seed) => read(drawn(zipMutations, seed)(entries)),
  };
}

async function readDraft(file: string): Promise<void> {
  const opened = await openDraft(file);
  try {
    await inspectDraft(opened);
  } finally {
    await opened.close();
  }
}

async function readScan(file: string): Promise<void> {
  const scan = await openScan(file);
  try {
    await scan.read(0);
  } finally {
    await scan.close();
  }
}

/** As it goes into a copy for others. What cannot be drawn is left out of one, with the reason. */
async function drawCopy(file: string): Promise<void> {
  await rm(`${file}.copy`, { force: true });
  try {
    await cleanEvidence({ source: file, kind: 'pdf', masks: [], rotate: 0 }, `${file}.copy`);
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error;
  }
}

function oldWorkbook(): Uint8Array {
  const rows = [
    ['发票内容', '发票号', '金额', '价税合计', '开票时间', '供应商'],
    ['MES系统', '24502000000000000001', 1000, 1130, 45432, '甲公司'],
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '明细');
  return write(book, { type: 'buffer', bookType: 'biff8' });
}

async function backupBytes(): Promise<Uint8Array> {
  const temporary = new TemporaryStore();
  try {
    const store = await temporary.store();
    store.drafts.create('cq-2025-40', 'product');
    const { id } = await store.backups.make('person');
    return await readFile(path.join(temporary.root, 'backups', `${id}.sqlite3`));
  } finally {
    temporary.remove();
  }
}

async function packageEntries(folder: string): Promise<RawEntry[]> {
  const place = await writeSmallPackage(folder, {
    '01-申报书.docx': 3_000,
    '02-申报书.pdf': 3_000,
    '03-申报书成册(含佐证材料).pdf': 5_000,
    '04-佐证材料/01-营业执照/01-营业执照.pdf': 2_000,
  });
  const { files } = await listPackageFolder(place);
  return Promise.all(
    [...files].map(async ([name, at]) => ({
      name: `${path.basename(place)}/${name}`,
      data: await readFile(at),
    })),
  );
}

const HANDMADE = handmadePdf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Rotate 90 >>',
  '<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R /Annots [6 0 R] >>',
  '<< /Length 44 >>\nstream\nBT /F 24 Tf 72 700 Td (Hello 2025) Tj ET\nendstream',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://192.0.2.1/) >> >>',
]);

const LEDGER_TEXT = `发票内容\t发票号\t金额\t价税合计\t开票时间\n*软件*MES\t24502000000000000001\t1000\t1130\t2024-05-20\n`;

/** Every file from outside that the program reads, each by the way that it takes in the program. */
export async function fileTargets(folder: string): Promise<Target[]> {
  const made = path.join(folder, 'made');
  await mkdir(made, { recursive: true });
  const ledger = (file: string) => readLedgerFiles([{ path: file, name: path.basename(file) }]);
  const inspect = (file: string) => inspectFile(file, `evidence/${path.basename(file)}`);
  const line = { 数电发票号码: '24502000000000000001', 金额: '100', 税额: '13', 价税合计: '113' };
  const workbook = await exportWorkbook({ lines: [line], invoices: [line] });
  const picture = (await markedPicture(120, 90).png().toBuffer()) as Uint8Array;
  const jpeg = await markedPicture(120, 90).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const heic = await readFile(
    path.join(import.meta.dirname, '../../electron/evidence/testing/phone-photo.heic'),
  );
  const pdfs = {
    'a.pdf': Buffer.from(HANDMADE),
    'b.pdf': Buffer.from(await (await markedPdf([{}])).save()),
    'c.pdf': Buffer.from(await scannedPdf([jpeg])),
  };
  const endless = { 'deep.pdf': deepPage(), 'large.pdf': largePage(), 'plain.pdf': plainPage() };
  const pictures = {
    'a.png': picture,
    'a.jpg': jpeg,
    'a.webp': await markedPicture(120, 90).webp().toBuffer(),
    'a.tif': await markedPicture(120, 90).tiff().toBuffer(),
    'a.gif': await markedPicture(120, 90).gif().toBuffer(),
    'a.heic': heic,
  };
  const draft: RawEntry[] = [
    { name: 'draft.json', data: JSON.stringify(smallDraft()) },
    ...Object.keys(SMALL_DRAFT_FILES).map((name) => ({ name, data: picture })),
  ];
  const word = await writeDocx(
    sampleBook(),
    await samplePictures(),
    { wordFamily: () => '仿宋' },
    new Map(),
    new Map(),
  );
  return [
    zipTarget('draft file', folder, 'a.dossier', draft, readDraft),
    zipTarget('package', folder, 'a.zip', await packageEntries(made), (file) => examinePackage(file)),
    zipTarget('xlsx ledger', folder, 'a.xlsx', await entriesOf(workbook), ledger),
    zipTarget('xlsx evidence', folder, 'b.xlsx', await entriesOf(workbook), inspect),
    bytesTarget('xls', folder, { 'a.xls': oldWorkbook() }, async (file) => {
      await ledger(file);
      await inspect(file);
    }),
    bytesTarget('invoice xml', folder, { 'a.xml': Buffer.from(einvoiceXml()) }, ledger),
    bytesTarget('pasted table', folder, { 'a.txt': Buffer.from(LEDGER_TEXT) }, async (file) =>
      readPastedLedger(await readFile(file, 'utf8')),
    ),
    bytesTarget('pdf evidence', folder, pdfs, inspect),
    bytesTarget('pdf scan', folder, pdfs, readScan),
    bytesTarget('pdf copy', folder, pdfs, drawCopy),
    bytesTarget('pdf drawing', folder, endless, async (file) => {
      await answered(readScan(file));
      await drawCopy(file);
    }),
    bytesTarget('pictures', folder, pictures, async (file) => {
      const { kind, problem } = await inspect(file);
      if (kind === 'heic') await convertHeic(file, `${file}.jpg`, 'a.heic');
      else if (problem === undefined) await writeThumbnail(file, `${file}.thumb`);
    }),
    bytesTarget('picture scan', folder, pictures, readScan),
    bytesTarget('protected file', folder, { 'p.age': await protectedBytes(folder) }, async (file) => {
      await rm(`${file}.plain`, { force: true });
      await openProtected(file, `${file}.plain`, { password: PASSWORD });
    }),
    bytesTarget('backup', folder, { 'a.sqlite3': await backupBytes() }, (file) => readBackup(file, 'a')),
    zipTarget('word document', folder, 'a.docx', await entriesOf(word), async (file) =>
      readDocx(await readFile(file)),
    ),
  ];
}
