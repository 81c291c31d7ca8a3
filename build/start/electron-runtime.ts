import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';

/** A server that does not answer within this is out of reach. ms. */
const LONGEST_KNOCK = 8_000;
/** About 110 MB on a slow line. ms. */
const LONGEST_DOWNLOAD = 900_000;
/** How often a person hears that it still goes on. ms. */
const STILL_ALIVE = 10_000;

/** Where Electron's own installer downloads from, in its order of asking; and whether a proxy stands between. */
export function downloadSource(environment: NodeJS.ProcessEnv): { address: string; proxied: boolean } {
  const mirror = [
    'NPM_CONFIG_ELECTRON_MIRROR',
    'npm_config_electron_mirror',
    'npm_package_config_electron_mirror',
    'ELECTRON_MIRROR',
  ]
    .map((name) => environment[name])
    .find((value) => value !== undefined && value !== '');
  const proxies = [
    'HTTPS_PROXY',
    'https_proxy',
    'HTTP_PROXY',
    'http_proxy',
    'ALL_PROXY',
    'all_proxy',
    'npm_config_https_proxy',
    'npm_config_proxy',
  ];
  return {
    address: mirror ?? 'https://github.com/electron/electron/releases/download/',
    proxied: proxies.some((name) => Boolean(environment[name])),
  };
}

/** @returns why no connection came about, undefined when one did */
export function knock(address: string, longest = LONGEST_KNOCK): Promise<string | undefined> {
  if (!URL.canParse(address)) return Promise.resolve(`“${address}”不是网址`);
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return Promise.resolve(`“${address}”不是网址`);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) });
    const done = (reason?: string) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(reason);
    };
    const limit = setTimeout(
      () => done(`连不上 ${hostname}（${Math.round(longest / 1000)} 秒没有回应）`),
      longest,
    );
    socket.once('connect', () => done());
    socket.once('error', (error) => done(`连不上 ${hostname}（${reasonIn(error.message)}）`));
  });
}

const CODES: readonly [pattern: RegExp, words: string][] = [
  [/ENOTFOUND|EAI_AGAIN/, '找不到这个地址，可能没有连网'],
  [/ECONNREFUSED/, '对方拒绝连接'],
  [/ECONNRESET|socket hang up/, '连接中断'],
  [/ETIMEDOUT|ESOCKETTIMEDOUT|[Tt]imed? ?out/, '等待超时'],
  [/ENETUNREACH|EHOSTUNREACH/, '网络不通'],
  [/ENOSPC/, '磁盘满了'],
  [/EACCES|EPERM|EROFS/, '没有写入文件夹的权限'],
  [/CERT|certificate|self.signed/i, '证书不被信任'],
  [/\b404\b/, '地址上没有这个版本'],
  [/\b(?:401|403|407|5\d\d)\b/, '服务器拒绝或出错'],
  [/[Cc]hecksum/, '下载的内容与校验值不符'],
];

/** The reason in a program's complaint, in plain words with what it said itself. */
export function reasonIn(complaint: string): string {
  const known = CODES.find(([pattern]) => pattern.test(complaint));
  const line = complaint
    .split(/\r?\n/)
    .map((each) => each.trim())
    .find((each) => (known === undefined ? each !== '' && !each.startsWith('at ') : known[0].test(each)));
  if (known === undefined) return line ?? '没有说明原因';
  return `${known[1]}：${(line ?? '').replace(/^\w*Error: /, '').slice(0, 200)}`;
}

/** Electron's program as its installer laid it down, or undefined. */
export function installedElectron(root: string): string | undefined {
  const folder = path.join(root, 'node_modules', 'electron');
  const named = path.join(folder, 'path.txt');
  if (!existsSync(named)) return undefined;
  const program = path.join(folder, 'dist', readFileSync(named, 'utf8'));
  return existsSync(program) ? program : undefined;
}

function download(root: string, say: (text: string) => void, longest: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', 'electron', 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    const began = Date.now();
    const seconds = () => Math.round((Date.now() - began) / 1000);
    const alive = setInterval(() => say(`  还在下载……已用 ${seconds()} 秒`), STILL_ALIVE);
    const limit = setTimeout(() => {
      complaint = `timed out after ${seconds()} s`;
      child.kill('SIGKILL');
    }, longest);
    const done = (reason?: string) => {
      clearInterval(alive);
      clearTimeout(limit);
      resolve(reason);
    };
    child.once('error', (error) => done(reasonIn(error.message)));
    child.once('close', (code) => done(code === 0 ? undefined : reasonIn(complaint)));
  });
}

/**
 * Electron's program; fetched once when it is not there. Says what it does, and gives up on a network
 * that does not answer within seconds.
 *
 * @returns the program, or in plain Chinese why there is none
 */
export async function findElectron(
  root: string,
  environment: NodeJS.ProcessEnv,
  say: (text: string) => void,
  longest = { knock: LONGEST_KNOCK, download: LONGEST_DOWNLOAD },
): Promise<{ program: string } | { reason: string }> {
  const there = installedElectron(root);
  if (there !== undefined) return { program: there };
  const { address, proxied } = downloadSource(environment);
  say(`第一次启动要下载 Electron 运行环境（约 110 MB，只需一次）：${address}`);
  // Through a proxy the server itself need not be in reach.
  const closed = proxied ? undefined : await knock(address, longest.knock);
  if (closed !== undefined) return { reason: closed };
  say('  正在下载。不想等可以按 Ctrl+C，然后用本机浏览器打开：npm start -- --browser');
  const reason = await download(root, say, longest.download);
  const program = installedElectron(root);
  if (reason === undefined && program !== undefined) return { program };
  return { reason: reason ?? '安装程序没有放下程序文件' };
}
