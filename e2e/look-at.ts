import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityFaults } from './accessible.ts';
import { photograph } from './photograph.ts';

/** A screen as people meet it: pictures of it are kept at each size, and it is fit to be used by everyone. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await photograph(page, name);
  expect(await accessibilityFaults(page), name).toEqual([]);
}
