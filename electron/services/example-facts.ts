import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openDraft } from '../package/draft-file.ts';
import { systemErrorCode } from '../package/file-errors.ts';
import { type ContentFacts, INSPECTED_BY, type StoredFacts } from './stored-facts.ts';

/** Beside the compiled program as beside its sources. */
const EXAMPLES = join(import.meta.dirname, '../../shared/notices/cq-2025-40/examples');
/** `npm run build` lays it beside the compiled program; the sources have none. */
const LIST = join(import.meta.dirname, '../../example-facts.json');

const listSchema = z.strictObject({
  by: z.string(),
  // Written by this program's own build and never by anything else.
  facts: z.record(
    z.string(),
    z.custom<ContentFacts>((value) => typeof value === 'object' && value !== null),
  ),
});
type ExampleFacts = z.infer<typeof listSchema>;

/** Folder of a complete example draft. */
export function exampleFolder(programme: 'benchmark' | 'product'): string {
  return join(EXAMPLES, programme);
}

/** For the build: reads every file of the examples, so that nobody waits for that who opens one. */
export async function inspectExamples(): Promise<ExampleFacts> {
  // Loads the readers of every kind of file, which the running program has no use for here.
  const { inspectDraft } = await import('../package/inspect-draft.ts');
  const facts: ExampleFacts['facts'] = {};
  for (const programme of ['benchmark', 'product'] as const) {
    const opened = await openDraft(exampleFolder(programme));
    for (const { path: _place, ...found } of Object.values(await inspectDraft(opened)))
      facts[found.sha256] = found;
    await opened.close();
  }
  return { by: INSPECTED_BY, facts };
}

/** Gives what the build found out of the examples to the store; without it, they are read like any file. */
export function rememberExampleFacts(stored: StoredFacts, list: string = LIST): void {
  try {
    const { by, facts } = listSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
    if (by === INSPECTED_BY) stored.remember(facts);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
