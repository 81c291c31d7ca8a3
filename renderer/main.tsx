import './schemas-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from './bridge.ts';
import { App } from './shell/app.tsx';
import { flushOpenSession } from './shell/open-session.ts';

function report(message: string, error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  void bridge.reportProblem({ message: message.slice(0, 2_000), stack: stack?.slice(0, 10_000) ?? null });
}
window.addEventListener('error', (event) => report(event.message, event.error));
window.addEventListener('unhandledrejection', (event) => report(`unhandled: ${event.reason}`, event.reason));

// A save that fails gets no answer: the program then tells the person, who can stay.
bridge.onFlushRequested((request) => {
  flushOpenSession().then(
    () => bridge.flushed(request),
    (error: unknown) => report('flush failed', error),
  );
});
// The window may be taken away while it is hidden or has lost the focus: what was typed is saved before.
const saveNow = () => void flushOpenSession().catch(() => undefined);
document.addEventListener('visibilitychange', saveNow);
window.addEventListener('blur', saveNow);
// A file that misses its place must not open instead of the program.
for (const kind of ['dragover', 'drop'] as const)
  window.addEventListener(kind, (event) => {
    if (!event.defaultPrevented) event.preventDefault();
  });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
