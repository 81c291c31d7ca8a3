import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
  contributors: z.array(z.union([z.string(), z.object({ name: z.string() })])).optional(),
  main: z.string().optional(),
  module: z.string().optional(),
  exports: z.unknown().optional(),
  types: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
export type PackageManifest = z.infer<typeof manifestSchema>;

export interface InstalledPackage {
  /** Where it is installed, from the project's folder, with `/`: `node_modules/a/node_modules/b`. */
  place: string;
  folder: string;
  manifest: PackageManifest;
}

function readManifest(folder: string): PackageManifest {
  return manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
}

/**
 * pdfjs asks for it where it draws pages outside a window, which we never do (reading text and pictures
 * works without); it would add 34 MB.
 */
const LEFT_OUT = ['@napi-rs/canvas'];

/** As Node finds it: in the asking package's own folder, else further up. */
function findPlace(root: string, from: string, name: string): string | undefined {
  for (let above: string | undefined = from; above !== undefined; ) {
    const place = `${above === '' ? '' : `${above}/`}node_modules/${name}`;
    if (existsSync(path.join(root, place, 'package.json'))) return place;
    const up: number = above.lastIndexOf('/node_modules/');
    above = above === '' ? undefined : above.slice(0, Math.max(up, 0));
  }
  return undefined;
}

/**
 * The named packages and all that they need, as they are installed in `root`. Optional ones that are
 * not installed are made for another system.
 *
 * @throws Error when one that is needed is not installed
 */
export function packagesWithin(root: string, names: readonly string[]): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  function add(from: string, name: string, optional: boolean): void {
    const place = findPlace(root, from, name);
    if (place === undefined) {
      if (optional) return;
      throw new Error(`${name} is not installed, and ${from === '' ? 'the program' : from} needs it`);
    }
    if (found.has(place)) return;
    const folder = path.join(root, place);
    const manifest = readManifest(folder);
    found.set(place, { place, folder, manifest });
    for (const each of Object.keys(manifest.dependencies ?? {})) add(place, each, false);
    for (const each of Object.keys(manifest.optionalDependencies ?? {}))
      if (!LEFT_OUT.includes(each)) add(place, each, true);
  }
  for (const name of names) add('', name, false);
  return [...found.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** What the program's Node side needs at run time: package.json's `dependencies`. */
export function packagesOfProgram(root: string): InstalledPackage[] {
  return packagesWithin(root, Object.keys(readManifest(root).dependencies ?? {}));
}

/** Packages that the window's sources import; they are development dependencies, for they are bundled. */
export function packagesOfWindow(root: string): InstalledPackage[] {
  const names = new Set<string>();
  for (const entry of readdirSync(path.join(root, 'renderer'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/(?<!\.test|\.d)\.tsx?$/.test(entry.name)) continue;
    const source = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
    for (const [, name] of source.matchAll(/(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)[^']*'/g))
      if (name !== undefined && !name.includes(':')) names.add(name);
  }
  return packagesWithin(root, [...names].sort());
}

/** Holds types only: nothing of it is ever run or shipped. */
export function isTypesOnly({ name, types, main, module, exports }: PackageManifest): boolean {
  if (name.startsWith('@types/')) return true;
  return types !== undefined && !main && module === undefined && exports === undefined;
}
