import { mkdirSync, rmSync } from 'node:fs';
import { takePackagesIn } from '../../electron/intake/take-packages-in.ts';

/** Takes in all that lies in a folder, `runs` times, and prints the milliseconds of each and how many were intact. */
const [source = '', folder = '', runs = '1'] = process.argv.slice(2);
const times: number[] = [];
let intact = 0;
for (let run = 0; run < Number(runs); run++) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  intact = 0;
  const begun = performance.now();
  await takePackagesIn(
    { sources: [{ path: source }], folder, receivedOn: '2025-10-20', knownFingerprints: [] },
    (report) => {
      if (report.kind === 'taken' && report.package.entry.state === 'intact') intact += 1;
    },
  );
  times.push(performance.now() - begun);
}
console.log(JSON.stringify({ times, intact }));
