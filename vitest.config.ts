import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['shared', 'electron', 'renderer', 'e2e', 'build'].map((folder) => `${folder}/**/*.test.ts`),
    // Both cores of a small machine: by default one is left idle.
    maxWorkers: '100%',
    // A watchdog against hanging, not a measure of speed: documents on two busy cores take their time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The same for what is waited for on a screen.
    expect: { poll: { timeout: 20_000 } },
  },
});
