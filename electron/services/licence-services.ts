import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CALLS, type CallOutput } from '../../shared/contract.ts';
import type { Services } from '../window/services.ts';

/** `npm run build` lays the list beside the compiled program. */
const LIST = join(import.meta.dirname, '../../licences.json');

/** The licences of everything by others that ships with the program. */
export function licenceServices(list: string = LIST) {
  return {
    listLicences: async (): Promise<CallOutput<'listLicences'>> =>
      CALLS.listLicences.output.parse({ licences: JSON.parse(await readFile(list, 'utf8')) }),
  } satisfies Partial<Services>;
}
