import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { makeIcons } from '../icons/make-icons.ts';
import { installerConfig } from './config.ts';
import { modulesFor, stageProgram } from './stage.ts';
import { type Target, targetName } from './target.ts';

export interface PackingWishes {
  target: Target;
  /** Only the folder that would be installed, no installers. */
  folderOnly: boolean;
  /** For everything on the way, and for the installers. */
  work: string;
  output: string;
  electronDist?: string;
}

const PLATFORMS = { win32: Platform.WINDOWS, darwin: Platform.MAC, linux: Platform.LINUX } as const;

function electronVersion(root: string): string {
  const require = createRequire(path.join(root, 'package.json'));
  const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'));
  return String(version);
}

/**
 * Packs the compiled program of `root` for one system.
 *
 * @returns the files that were made
 */
export async function packProgram(root: string, wishes: PackingWishes): Promise<string[]> {
  const { target, work, output } = wishes;
  const name = targetName(target);
  const stage = path.join(work, name);
  const icons = path.join(work, 'icons');
  await makeIcons(icons);
  const modules = modulesFor(root, target, path.join(work, `modules-${name}`));
  stageProgram(root, path.join(root, 'out', 'app'), modules, target, stage);
  return build({
    projectDir: root,
    targets: PLATFORMS[target.platform].createTarget(wishes.folderOnly ? 'dir' : null, Arch[target.arch]),
    config: installerConfig(target, {
      root,
      stage,
      icons,
      output,
      electronVersion: electronVersion(root),
      ...(wishes.electronDist === undefined ? {} : { electronDist: wishes.electronDist }),
    }),
    publish: 'never',
  });
}
