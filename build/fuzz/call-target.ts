import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { handmadePdf } from '../../electron/evidence/sample-evidence.ts';
import { einvoiceXml } from '../../electron/ledger/testing/sample-exports.ts';
import { removeOpenTemporaryFolders } from '../../electron/package/temporary-folder.ts';
import { RunningServices } from '../../electron/services/testing/running-services.ts';
import { windowServices } from '../../electron/services/window-services.ts';
import { localDay, programServices } from '../../electron/window/program-services.ts';
import { registerCalls } from '../../electron/window/register-calls.ts';
import type { MessageSender } from '../../electron/window/sender.ts';
import { completeServices } from '../../electron/window/services.ts';
import { workHere } from '../../electron/work/testing/work-here.ts';
import { type Answer, CALLS } from '../../shared/contract.ts';
import { CALL_CHANNEL, CALL_NAMES, type CallName } from '../../shared/contract-names.ts';
import { DossierError } from '../../shared/errors.ts';
import { nearValid } from './near-valid.ts';
import type { Target } from './target.ts';

const OURS: MessageSender = {
  senderFrame: { origin: 'app://dossier', parent: null, isDestroyed: () => false },
};

/** Jobs that take longer than a case may; what they read and write has targets of its own. */
const LONG = [
  'exportDraft',
  'previewDraft',
  'writeSidePaper',
  'writeSideWord',
  'writeReceipt',
  'sealPackage',
  'writeCleanedCopy',
  'protectDraft',
  'makeCopyKey',
];

/** Ids that answers hand out, the latest few hundred: calls in sequence reach further than calls alone. */
class KnownTexts {
  #texts: string[] = ['applicantName', 'profileOverview', 'businessLicence', 'otherProof', 'cq-2025-40'];

  get all(): readonly string[] {
    return this.#texts;
  }

  learn(value: unknown, depth = 0): void {
    if (depth > 4) return;
    if (typeof value === 'string') {
      if (/^[A-Za-z0-9_-]{8,64}$/.test(value) && !this.#texts.includes(value)) this.#texts.push(value);
      if (this.#texts.length > 300) this.#texts.splice(5, 100);
    } else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value).slice(0, 30)) this.learn(each, depth + 1);
  }
}

/** Every channel of the contract, through the loop that registers them, to real services over a real store. */
export async function callTarget(folder: string): Promise<Target> {
  const place = path.join(folder, 'data');
  mkdirSync(place, { recursive: true });
  const running = await RunningServices.start(place);
  // Chosen as a file's name, it has its neighbours within what may be written to.
  const picked = path.join(folder, 'picked');
  mkdirSync(picked);
  const files = {
    'a.pdf': handmadePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
    'a.xml': einvoiceXml(),
    'a.txt': 'x',
    'a.dossier': 'no zip',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const chosen = [[], ...Object.keys(files).map((name) => [path.join(folder, name)]), [picked]];

  const work: typeof workHere = {
    ...workHere,
    runJob: (name, input, options) =>
      LONG.includes(name)
        ? Promise.reject(new DossierError('workStopped', { detail: name }))
        : workHere.runJob(name, input, options),
  };
  const channels = new Map<string, (event: MessageSender, ...messages: unknown[]) => Promise<unknown>>();
  const faults: string[] = [];
  registerCalls(
    // Only `handle` is called; the event's part that is read is `senderFrame`.
    { handle: (channel: string, listener: never) => void channels.set(channel, listener) },
    completeServices({
      ...programServices({
        ...{ version: '0.0.0', dataFolder: place, log: () => undefined },
        ...{ openFolder: async () => '', flushed: () => undefined },
      }),
      ...windowServices({ ...running.context, work }),
      // Its file is made by the build.
      listLicences: () => ({ licences: [] }),
    }),
    {
      heard: () => undefined,
      problem: (call, error) => {
        const known = error instanceof Error ? error.message : String(error);
        // Refusals are logged too, and are right.
        if (!/^(input refused|message exceeds)/.test(known)) faults.push(`${call}: ${known}`);
      },
    },
  );

  const known = new KnownTexts();
  known.learn(localDay(new Date()));
  const inputs = new Map(CALL_NAMES.map((name) => [name, nearValid(CALLS[name].input, () => known.all)]));
  const cases = fc.tuple(fc.constantFrom(...CALL_NAMES), fc.nat({ max: chosen.length - 1 }), fc.integer());

  const call = async (name: CallName, message: unknown, dialog: number) => {
    // As the person answers whatever the program asks next.
    running.answers.length = 0;
    for (let number = 0; number < 4; number += 1) running.answers.push(chosen[dialog] ?? []);
    faults.length = 0;
    const channel = channels.get(`${CALL_CHANNEL}${name}`);
    if (channel === undefined) throw new Error(`${name} has no channel`);
    const answer = (await channel(OURS, message)) as Answer<unknown>;
    if (answer.ok) known.learn(answer.value);
    else if (answer.error.code === 'unexpected' || answer.error.message === '')
      throw new Error(
        `${name} → ${answer.error.code}: ${JSON.stringify(answer.error.data)} ${faults.join()}`,
      );
    if (faults.length > 0) throw new Error(faults.join());
  };
  return {
    name: 'calls of the window',
    warm: async () => {
      await call('readStartup', undefined, 0);
      await call('createDraft', { programme: 'benchmark', declarations: {} }, 0);
      await call('listDrafts', undefined, 0);
    },
    attack: async (seed) => {
      const [[name, dialog, inner] = ['listDrafts', 0, 0] as const] = fc.sample(cases, { seed, numRuns: 1 });
      const input = inputs.get(name);
      if (input === undefined) throw new Error(name);
      const [message] = fc.sample(input, { seed: inner, numRuns: 1 });
      await call(name, message, dialog);
    },
    // As the program ends: previews and scans have a folder as long as it runs.
    end: async () => {
      await running.context.uploads.cancelAll();
      await running.context.incoming.endAll();
      await running.stop();
      removeOpenTemporaryFolders();
    },
  };
}
