import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe-core finds serious or critical on the screen as it stands, one line each; none is good.
 * Its script comes in by the debugger, not by the page, so that our policy stays as strict as it is;
 * legacy mode, as the other one opens a window of its own, which the program refuses.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
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
