import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['shared', 'electron', 'renderer', 'e2e', 'build'].map((folder) => `${folder}/**/*.test.ts`),
    // A watchdog against hanging, not a measure of speed: documents on two busy cores take their time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
