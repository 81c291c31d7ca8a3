import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `@electron/fuses` looks for in a binary; a byte for the version and one for the number follow it. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * A folder like Electron's own for Linux, as far as packing looks at it: the real one is downloaded, and
 * tests download nothing. Its binary carries a fuse wire and cannot be run.
 *
 * @param fuses how Electron ships them, `0` and `1` in the order of the wire
 */
export function makeStandInElectron(folder: string, fuses: string): void {
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  mkdirSync(path.join(folder, 'resources'));
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);
  writeFileSync(
    path.join(folder, 'electron'),
    Buffer.concat([Buffer.alloc(4096, 0x90), wire, Buffer.alloc(64)]),
    {
      mode: 0o755,
    },
  );
  for (const name of ['zh-CN.pak', 'en-US.pak', 'fr.pak'])
    writeFileSync(path.join(folder, 'locales', name), name);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version'])
    writeFileSync(path.join(folder, name), name);
}
