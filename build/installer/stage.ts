import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shippedLicences } from '../licences/make-licences.ts';
import { type InstalledPackage, isTypesOnly, packagesOfProgram } from '../shipped-packages.ts';
import { isShipped, nativeFiles } from './shipped-files.ts';
import { type Target, targetName } from './target.ts';

/** Paths of all files below a folder, with `/`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/** Native parts of the target that are not among these files of node_modules. */
export function missingNative(files: readonly string[], target: Target): RegExp[] {
  return nativeFiles(target).filter((pattern) => !files.some((file) => pattern.test(file)));
}

function installedFor(root: string, target: Target): boolean {
  try {
    const files = packagesOfProgram(root).flatMap(({ place, folder }) =>
      filesBelow(folder).map((file) => `${place}/${file}`.replace(/^node_modules\//, '')),
    );
    return missingNative(files, target).length === 0;
  } catch {
    return false;
  }
}

/**
 * A folder whose node_modules hold what the target needs: the project's own, or, for another system, one
 * that npm installs as the lockfile says.
 *
 * @param folder for that installation
 * @throws Error in Chinese when npm does not manage
 */
export function modulesFor(root: string, target: Target, folder: string): string {
  if (installedFor(root, target)) return root;
  if (installedFor(folder, target)) return folder;
  console.log(`正在安装 ${targetName(target)} 的组件……`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(path.join(root, file), path.join(folder, file));
  const system = [`--os=${target.platform}`, `--cpu=${target.arch}`];
  if (target.platform === 'linux') system.push('--libc=glibc');
  const done = spawnSync(
    `npm ci --omit=dev --ignore-scripts --no-audit --no-fund ${system.join(' ')}`,
    // Through the shell: on Windows npm is a batch file. Nothing in the line comes from outside.
    { cwd: folder, shell: true, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (done.status === 0 && installedFor(folder, target)) return folder;
  throw new Error(`没有装上 ${targetName(target)} 的组件（npm 退出码 ${done.status}）。请检查网络后重试。`);
}

function copyPackage({ place, folder, manifest }: InstalledPackage, target: Target, stage: string): void {
  for (const file of filesBelow(folder)) {
    // A package within it has its own line.
    if (file.startsWith('node_modules/') || !isShipped(manifest.name, file, target)) continue;
    cpSync(path.join(folder, file), path.join(stage, place, file));
  }
}

/** Packages that are left behind are no longer named as needed: electron-builder looks for all that are. */
function forgetAbsent(file: string, staged: ReadonlySet<string>): void {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies', 'peerDependencies'])
    for (const name of Object.keys(manifest[kind] ?? {})) if (!staged.has(name)) delete manifest[kind][name];
  writeFileSync(file, JSON.stringify(manifest));
}

/**
 * Lays the compiled program and the packages that it runs with into one folder, as they go into the
 * installer: nothing for developers, nothing of other systems.
 *
 * @param app the compiled program (`npm run build`)
 * @param modules as `modulesFor` gives it
 * @throws Error when a native part of the target is missing
 */
export function stageProgram(
  root: string,
  app: string,
  modules: string,
  target: Target,
  stage: string,
): void {
  rmSync(stage, { recursive: true, force: true });
  cpSync(app, stage, { recursive: true });
  const packages = packagesOfProgram(modules).filter(({ manifest }) => !isTypesOnly(manifest));
  const names = new Set(packages.map(({ manifest }) => manifest.name));
  for (const each of packages) {
    copyPackage(each, target, stage);
    forgetAbsent(path.join(stage, each.place, 'package.json'), names);
  }
  const missing = missingNative(filesBelow(path.join(stage, 'node_modules')), target);
  if (missing.length > 0) throw new Error(`${targetName(target)} lacks ${missing.join(', ')}`);

  const packageFile = path.join(stage, 'package.json');
  const described = JSON.parse(readFileSync(packageFile, 'utf8'));
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  // electron-builder packs what is named here.
  writeFileSync(packageFile, `${JSON.stringify({ ...described, dependencies }, null, 2)}\n`);
  writeFileSync(path.join(stage, 'licences.json'), `${JSON.stringify(shippedLicences(root, modules))}\n`);
  if (!existsSync(path.join(stage, described.main))) throw new Error(`${described.main} is missing`);
}
