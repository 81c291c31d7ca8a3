import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['shared/**/*.test.ts', 'electron/**/*.test.ts', 'e2e/**/*.test.ts', 'build/**/*.test.ts'],
    // A watchdog against hanging, not a measure of speed: documents on two busy cores take their time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
