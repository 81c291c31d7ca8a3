import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const folder = path.resolve(import.meta.dirname, '../out/screenshots');
/** A 1366 × 768 laptop at 125 %, the smallest and the common desktop. */
const ALL_SIZES = [
  { width: 1093, height: 560 },
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
];
/** Every size, and dark, is for people who look at the pictures; a run that nobody looks at keeps one of each screen. */
const ALL = process.env.SCREENSHOTS === 'all';
const SIZES = ALL ? ALL_SIZES : ALL_SIZES.slice(-1);

/**
 * Keeps a picture of the screen at 1280 × 720, where the window ends, and with `SCREENSHOTS=all` at each
 * size that people have, and dark.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await takePicture(page, `${name}-${size.width}`);
  }
  const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
  if (!ALL || (await page.evaluate(isDark))) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function takePicture(page: Page, name: string): Promise<void> {
  // Two frames: what follows the window's width and colours is drawn.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
