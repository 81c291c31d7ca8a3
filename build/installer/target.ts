/** A system that the program is packed for. */
export interface Target {
  platform: 'win32' | 'darwin' | 'linux';
  arch: 'x64' | 'arm64';
}

export const TARGETS: readonly Target[] = (['win32', 'darwin', 'linux'] as const).flatMap((platform) =>
  (['x64', 'arm64'] as const).map((arch) => ({ platform, arch })),
);

export function targetName({ platform, arch }: Target): string {
  return `${platform}-${arch}`;
}

/**
 * The target that is asked for, by default this machine's.
 *
 * @throws Error in Chinese for a system that there is no installer for
 */
export function readTarget(platform: string = process.platform, arch: string = process.arch): Target {
  const found = TARGETS.find((target) => target.platform === platform && target.arch === arch);
  if (found !== undefined) return found;
  throw new Error(`没有 ${platform}-${arch} 的安装包。可选：${TARGETS.map(targetName).join('、')}`);
}
