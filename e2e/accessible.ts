import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

// AxeBuilder brings 1.5 MB of script into the page for each look, twice: that takes longer than looking.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const AXE = readFileSync(fromBuilder.resolve('axe-core/axe.min.js'), 'utf8');
const ALREADY_THERE = 'undefined';

/**
 * What axe-core finds serious or critical on the screen as it stands, one line each; none is good.
 * Its script comes in by the debugger, not by the page, so that our policy stays as strict as it is;
 * legacy mode, as the other one opens a window of its own, which the program refuses.
 *
 * @param within selector of the only part to look at
 */
export async function accessibilityFaults(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const axe = new AxeBuilder({ page, axeSource: ALREADY_THERE });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe
    .options({ resultTypes: ['violations'], preload: false })
    .setLegacyMode()
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) =>
          `${impact} ${id} (${help}): ${html.slice(0, 200)} — ${(failureSummary ?? '').replace(/\s+/g, ' ')}`,
      ),
    );
}
