import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packProgram } from './installer/pack.ts';
import { readTarget, targetName } from './installer/target.ts';

/**
 * `npm run dist`: installers for this machine's system in out/installer.
 * `npm run dist -- --arch arm64` for the other processor, `--platform` for another system as far as
 * electron-builder manages from here, `--dir` for the program's folder alone.
 */
const root = path.resolve(import.meta.dirname, '..');
const output = path.join(root, 'out', 'installer');
const { values } = parseArgs({
  options: {
    platform: { type: 'string' },
    arch: { type: 'string' },
    dir: { type: 'boolean', default: false },
  },
});

async function dist(): Promise<void> {
  const target = readTarget(values.platform, values.arch);
  console.log('正在编译……');
  const built = spawnSync(process.execPath, [path.join(root, 'build', 'build.ts')], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('没有编译成功，原因见上。');
  console.log(`正在打包 ${targetName(target)}（第一次会下载 Electron 运行环境，约 100 MB）……`);
  const made = await packProgram(root, {
    target,
    folderOnly: values.dir,
    work: path.join(root, 'out', 'stage'),
    output,
  });
  console.log(`\n完成：\n${(made.length === 0 ? [output] : made).map((file) => `  ${file}`).join('\n')}`);
}

dist().catch((error: unknown) => {
  console.error(`\n没有打成安装包：${error instanceof Error ? error.message : String(error)}`);
  console.error(
    '下载慢或被拦时，可先设置 ELECTRON_MIRROR 和 ELECTRON_BUILDER_BINARIES_MIRROR 两个环境变量（镜像地址）再试。',
  );
  process.exitCode = 1;
});
