import './plain-node.ts';
import { setFlagsFromString } from 'node:v8';
import { DossierError } from '../../shared/errors.ts';
import { removeOpenTemporaryFolders } from '../package/temporary-folder.ts';
import type { Job } from './job.ts';
import { JOBS, type JobName } from './jobs.ts';
import { carryError, orderSchema, type Word } from './messages.ts';
import { THRIFTY } from './work-process.ts';

/** What runs in a process that works: it takes orders from the main process, one job at a time. */

// Half the memory at half the speed; see `npm run bench`. Before anything large is loaded.
if (process.argv.includes(THRIFTY)) setFlagsFromString('--optimize-for-size');

const port = process.parentPort;
let running: AbortController | undefined;

function say(word: Word): void {
  port.postMessage(word);
}

async function run(name: JobName, input: unknown): Promise<void> {
  if (running !== undefined) throw new Error(`${name} was ordered while another job runs`);
  const stop = new AbortController();
  running = stop;
  try {
    // What goes into a job is typed where it is ordered, by the same list of jobs.
    const job = (await JOBS[name].load()) as Job<unknown, unknown, unknown>;
    const output = await job(input, {
      signal: stop.signal,
      progress: (value) => say({ kind: 'progress', value }),
    });
    running = undefined;
    say({ kind: 'done', output });
  } catch (error) {
    running = undefined;
    // Whatever breaks on the way out of a cancelled job, it was cancelled.
    const known = stop.signal.aborted ? new DossierError('cancelled', {}) : error;
    say({ kind: 'failed', error: carryError(known) });
  }
}

port.on('message', ({ data }) => {
  const order = orderSchema.parse(data);
  if (order.kind === 'cancel') running?.abort();
  else if (order.kind === 'run') void run(order.name, order.input);
  else void JOBS[order.name].load();
});
process.on('exit', removeOpenTemporaryFolders);
