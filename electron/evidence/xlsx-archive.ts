import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import yauzl from 'yauzl';
import { damaged, refused } from './sheet-grid.ts';

const MOST_UNPACKED_BYTES = 100_000_000;
const MOST_PARTS = 2_000;
const LARGEST_DRAWING = 2_000_000;

/** What a part's elements mean is the listener's business; names come without their prefix. */
export interface PartListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of an Office Open XML file, read one at a time and never beyond the sizes the archive declares. */
export class XlsxArchive {
  readonly #archive: yauzl.ZipFile;
  readonly #entries: ReadonlyMap<string, yauzl.Entry>;

  private constructor(archive: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>) {
    this.#archive = archive;
    this.#entries = entries;
  }

  /** @throws SpreadsheetRefused where the archive is damaged or unpacks to more than a book can use */
  static async open(bytes: Buffer): Promise<XlsxArchive> {
    const archive = await new Promise<yauzl.ZipFile>((resolve, reject) => {
      // `autoClose` must not shut it after the listing: parts are read afterwards.
      yauzl.fromBuffer(bytes, { lazyEntries: true, autoClose: false }, (error, opened) =>
        error !== null || opened === undefined ? reject(damaged()) : resolve(opened),
      );
    });
    const entries = new Map<string, yauzl.Entry>();
    let unpacked = 0;
    await new Promise<void>((resolve, reject) => {
      archive.on('entry', (entry) => {
        unpacked += entry.uncompressedSize;
        if (unpacked > MOST_UNPACKED_BYTES || entries.size >= MOST_PARTS) {
          reject(refused('表格文件过大', '请只保留需要佐证的部分，或另存为 PDF 后再添加'));
          return;
        }
        entries.set(entry.fileName.toLowerCase(), entry);
        archive.readEntry();
      });
      archive.on('end', resolve);
      archive.on('error', () => reject(damaged()));
      archive.readEntry();
    });
    return new XlsxArchive(archive, entries);
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /** Of a part unpacked, bytes; 0 for one that is not there. */
  sizeOf(path: string): number {
    return this.#entries.get(path.toLowerCase())?.uncompressedSize ?? 0;
  }

  /** Whether pictures, charts or text boxes lie on the sheets; notes on cells do not count. */
  async hasDrawings(): Promise<boolean> {
    for (const [path, entry] of this.#entries) {
      if (/^xl\/(media|charts|chartsheets)\/./.test(path)) return true;
      if (!/^xl\/drawings\/[^/]+\.xml$/.test(path)) continue;
      if (entry.uncompressedSize > LARGEST_DRAWING) return true;
      let anchored = false;
      await this.read(path, {
        open: (name) => {
          anchored ||= name.endsWith('Anchor');
        },
      });
      if (anchored) return true;
    }
    return false;
  }

  /**
   * Reads a part as XML. A document type is refused: no spreadsheet has one, and entities of one's own grow without end.
   * @throws SpreadsheetRefused what the listener throws, or that the part is damaged
   */
  async read(path: string, listener: PartListener): Promise<void> {
    const entry = this.#entries.get(path.toLowerCase());
    if (entry === undefined) throw damaged();
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      this.#archive.openReadStream(entry, (error, opened) =>
        error !== null || opened === undefined ? reject(damaged()) : resolve(opened),
      );
    });
    const parser = new SaxesParser({ xmlns: false, position: false });
    const fail = () => {
      throw damaged();
    };
    parser.on('error', fail);
    parser.on('doctype', fail);
    parser.on('opentag', (tag: SaxesTagPlain) => listener.open(local(tag.name), tag.attributes));
    parser.on('text', (text) => listener.text?.(text));
    parser.on('cdata', (text) => listener.text?.(text));
    parser.on('closetag', (tag) => listener.close?.(local(tag.name)));
    // ECMA-376 allows UTF-16 parts as well; nobody writes them.
    const decoder = new StringDecoder('utf8');
    let unpacked = 0;
    const chunks = stream[Symbol.asyncIterator]();
    for (;;) {
      // Inflating fails where the data are damaged or longer than declared.
      const { done, value } = await chunks.next().catch(fail);
      if (done === true) break;
      if (!Buffer.isBuffer(value)) continue;
      unpacked += value.length;
      if (unpacked > MOST_UNPACKED_BYTES) fail();
      parser.write(decoder.write(value));
    }
    parser.write(decoder.end()).close();
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
