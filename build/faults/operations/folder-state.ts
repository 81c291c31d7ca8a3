import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MANIFEST_FILE, readManifest } from '../../../electron/package/manifest.ts';
import { verifyHashes } from '../../../electron/package/verify-files.ts';

/** Differences of a package's folder from its own manifest, in words; none for a whole one. */
export async function packageProblems(folder: string): Promise<string[]> {
  try {
    const manifest = readManifest(folder, readFileSync(path.join(folder, MANIFEST_FILE)));
    return await verifyHashes(folder, manifest);
  } catch (error) {
    return [`${path.basename(folder)}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Every file below a folder by its path, to see that none of them changed. */
export function contentsOf(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    files.map((each) => {
      const place = path.join(each.parentPath, each.name);
      return [path.relative(folder, place), readFileSync(place)];
    }),
  );
}

export function isSame(some: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): boolean {
  return (
    some.size === other.size && [...some].every(([name, bytes]) => other.get(name)?.equals(bytes) === true)
  );
}

/** What lies in a folder besides what belongs there. */
export function strangersIn(folder: string, own: readonly string[]): string[] {
  return readdirSync(folder)
    .filter((name) => !own.includes(name))
    .map((name) => `a temporary file stays: ${name}`);
}
