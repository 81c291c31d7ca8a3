/**
 * Gives PDFium a font for Chinese that a file names and does not bring along, as files written with Word or by a
 * machine of the office often do. It has fonts for Latin letters only, and leaves out the rest without a word.
 */

/** The one folder that its file system, in memory, begins with and that may be written to. */
const FOLDER = '/tmp';
const [CREATE, WRITE_ONLY] = [0o100, 1];
const AT_ONCE = 1 << 20;
/** Of the structure FPDF_LIBRARY_CONFIG of fpdfview.h in this version, whose second field is a list of folders. */
const CONFIG_VERSION = 2;

type Native = (...given: (number | bigint)[]) => number;

function native(from: WebAssembly.Exports | undefined, name: string): Native {
  const found = from?.[name];
  if (typeof found !== 'function') throw new Error(`the library has no ${name}`);
  return (...given) => Number(found(...given));
}

/** Its memory, which may have moved when it grew. */
function memoryOf({ memory }: WebAssembly.Exports): ArrayBuffer {
  const buffer: unknown = typeof memory === 'object' && memory !== null && Reflect.get(memory, 'buffer');
  if (!(buffer instanceof ArrayBuffer)) throw new Error('the library has its memory elsewhere');
  return buffer;
}

/**
 * Starts the library with a font.
 *
 * @param imports what the library was given: its own file system is written to by the calls that it would make
 */
export function startWithFont(
  imports: WebAssembly.Imports,
  exports: WebAssembly.Exports,
  font: Uint8Array,
): void {
  const allocate = native(exports, 'malloc');
  const put = (bytes: Uint8Array) => {
    const at = allocate(bytes.length);
    new Uint8Array(memoryOf(exports)).set(bytes, at);
    return at;
  };
  const words = (...given: number[]) => put(new Uint8Array(Uint32Array.from(given).buffer));
  const text = (given: string) => put(Buffer.from(`${given}\0`));

  const opened = native(imports.env, '__syscall_openat')(
    0,
    text(`${FOLDER}/font.ttf`),
    CREATE | WRITE_ONLY,
    words(0o600),
  );
  if (opened < 0) throw new Error(`the library's font is not opened: ${opened}`);
  const write = native(imports.wasi_snapshot_preview1, 'fd_write');
  // At once, or it grows with every part.
  native(imports.env, '__syscall_ftruncate64')(opened, BigInt(font.length));
  const part = allocate(AT_ONCE);
  for (let from = 0; from < font.length; from += AT_ONCE) {
    const bytes = font.subarray(from, from + AT_ONCE);
    new Uint8Array(memoryOf(exports)).set(bytes, part);
    const failed = write(opened, words(part, bytes.length), 1, words(0));
    if (failed !== 0) throw new Error(`the library's font is not written: ${failed}`);
  }
  native(imports.wasi_snapshot_preview1, 'fd_close')(opened);
  native(exports, 'free')(part);

  const folders = words(text(FOLDER), 0);
  native(exports, 'FPDF_InitLibraryWithConfig')(words(CONFIG_VERSION, folders, 0, 0, 0));
}
