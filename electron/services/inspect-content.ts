import { inspectFile } from '../evidence/inspect.ts';
import type { ContentFacts } from './stored-facts.ts';

/** Reads a file of the store. @throws DossierError cancelled, notAllowed, deviceFailed */
export async function inspectContent(path: string, signal?: AbortSignal): Promise<ContentFacts> {
  const { path: _place, ...facts } = await inspectFile(path, '', undefined, signal);
  return facts;
}
