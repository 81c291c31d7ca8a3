import { call } from '../../bridge-calls.ts';
import { prepareReading } from '../../pdf/open-pdf.ts';

/** Lets program and window load what a preview needs, for somebody who is about to open it. */
export function preparePreview(): void {
  prepareReading();
  // Nobody waits for it: what goes wrong is told by the preview itself.
  call('preparePreview').catch(() => undefined);
}
