import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { launchFault } from './launch-fault.ts';

/** As Playwright 1.65 tells it, shortened. */
const told = (line: string) =>
  new Error(`browserType.launchPersistentContext: Target page, context or browser has been closed
Browser logs:
Call log:
  - <launching> /usr/bin/chromium --secret-looking --options
  - [pid=1][err] [1:2:0101/1.1:ERROR:dbus/bus.cc:405] Failed to connect to the bus
  - [pid=1][err] ${line}
  - [pid=1] <process did exit: exitCode=1, signal=null>`);

test.each([
  [
    '[1:1:ERROR:ui/ozone/platform/x11/ozone_platform_x11.cc:257] Missing X server or $DISPLAY',
    '没有连上图形桌面',
  ],
  ['[1:1:FATAL:zygote_host_impl_linux.cc] No usable sandbox!', '安全沙箱'],
  ['chromium: error while loading shared libraries: libnss3.so', '缺少它需要的系统组件'],
])('%s', (line, reason) => {
  const fault = launchFault('/usr/bin/chromium', told(line));
  expect(fault.message).toContain(reason);
  expect(fault.message).toContain('DOSSIER_BROWSER');
  expect(fault.message).not.toContain('--secret-looking');
  expect(inspect(fault)).toBe(fault.message);
});

test('what is not known is quoted: the last thing that the browser said', () => {
  const fault = launchFault('/usr/bin/chromium', told('[1:1:FATAL:x.cc] something else'));
  expect(fault.message).toContain('something else');
  expect(fault.message).not.toContain('dbus');
});

test('a browser that said nothing: what Playwright says first', () => {
  const fault = launchFault('/opt/chrome', new Error('spawn /opt/chrome EINVAL\nCall log:\n  - x'));
  expect(fault.message).toContain('spawn /opt/chrome EINVAL');
});
