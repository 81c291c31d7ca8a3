import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { findOperation } from './operations.ts';

/**
 * The program that is broken off: `child.ts <operation> <folder> <rounds>` does an operation in
 * `<folder>/0000/data`, `<folder>/0001/data` and so on.
 *
 * What it confirms, and how each round ended, it tells by the targets of links in `told`: making a link is
 * one call, which the product never makes, so that no fault hits it and SIGKILL takes nothing back.
 */
const [name = '', folder = '', rounds = ''] = process.argv.slice(2);
const { run } = await findOperation(name);

function endOf(error: unknown): string {
  if (error instanceof DossierError) return `told ${error.code}`;
  return `untold ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`.slice(0, 3000);
}

for (let round = 0; round < Number(rounds); round += 1) {
  const place = path.join(folder, String(round).padStart(4, '0'));
  const tell = (what: string, as: string) => symlinkSync(what, path.join(place, 'told', as));
  let told = 0;
  const ended = await run(path.join(place, 'data'), (confirmed) => {
    tell(JSON.stringify(confirmed), String(told).padStart(4, '0'));
    told += 1;
  }).then(() => 'done', endOf);
  tell(ended, 'end');
}
// A fault may have left a handle behind that would keep the process waiting.
process.exit();
