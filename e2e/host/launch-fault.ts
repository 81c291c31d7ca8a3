import { inspect } from 'node:util';

/** What Playwright tells of a browser that did not start, in the order in which it explains most. */
const KNOWN: readonly [pattern: RegExp, reason: string][] = [
  [
    /Missing X server|Unable to open X display|cannot open display|Failed to connect to Wayland/i,
    '没有连上图形桌面，请检查 DISPLAY 和 WAYLAND_DISPLAY',
  ],
  [
    /No usable sandbox|SUID sandbox helper/i,
    '系统不允许浏览器的安全沙箱，请换一个浏览器，或让系统管理员允许非特权用户命名空间',
  ],
  [/ENOENT|no such file/i, '没有这个程序文件'],
  [/EACCES|permission denied/i, '没有运行它的权限'],
  [/error while loading shared libraries[^\n]*/i, '缺少它需要的系统组件'],
  [/ENOSPC|No space left/i, '磁盘满了'],
  [/Timeout \d+ms exceeded/i, '等了半分钟，它没有开窗'],
];

/** @returns an error in plain Chinese, without the browser's whole command line and log */
export function launchFault(browser: string, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const reason = KNOWN.find(([pattern]) => pattern.test(text))?.[1];
  const said = text
    .split('\n')
    .map((line) => /\[err\] (.*)$/.exec(line)?.[1] ?? '')
    .filter((line) => line !== '' && !/dbus/.test(line))
    .map((line) => line.replace(/^\[[^\]]*\] /, '').slice(0, 200));
  const fault = new Error(
    [
      `没有能用 ${browser} 打开窗口${reason === undefined ? '。' : `：${reason}。`}`,
      ...(reason === undefined ? [said.at(-1) ?? text.split('\n')[0] ?? ''] : []),
      '可以用环境变量 DOSSIER_BROWSER 指明另一个 Chromium、Chrome 或 Edge，再运行 npm start。',
    ].join('\n'),
  );
  // The place in the code means nothing to the person who reads this.
  Object.defineProperty(fault, inspect.custom, { value: () => fault.message });
  return fault;
}
