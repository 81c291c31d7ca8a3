import { defineConfig } from 'vitest/config';
import { LongestFirst } from './build/longest-first.ts';

const inFolders = (...folders: string[]) => folders.map((folder) => `${folder}/**/*.test.ts`);

/** They measure their process's memory, or look at all that it left open: nothing was done in it before. */
const ALONE = [
  'electron/drawing/pdf-drawer.test.ts',
  'electron/ledger/hostile-files.test.ts',
  'electron/package/draft-file.test.ts',
];

export default defineConfig({
  test: {
    // Both cores of a small machine: by default one is left idle.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // A watchdog against hanging, not a measure of speed: documents on two busy cores take their time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The same for what is waited for on a screen.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      // Nothing of theirs outlives a test, so their files share what they load.
      { extends: true, test: { name: 'pure', include: inFolders('shared', 'renderer'), isolate: false } },
      {
        extends: true,
        test: {
          name: 'program',
          include: [...inFolders('electron'), ...ALONE.map((file) => `!${file}`)],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'whole', include: [...inFolders('e2e', 'build'), ...ALONE] } },
    ],
  },
});
