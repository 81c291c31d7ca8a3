import type { Page } from 'playwright-core';

const watched = new WeakMap<Page, string[]>();

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  watched.set(page, complaints);
  return complaints;
}

/**
 * Everything that the page complains of from now on: errors and warnings of its console (a style or a
 * script that the policy stops is one), errors that nobody caught, and violations of the policy. Call it
 * again once the page was loaded anew; what was complained of before is forgotten.
 */
export async function watchPage(page: Page): Promise<string[]> {
  const complaints = watched.get(page) ?? listen(page);
  complaints.length = 0;
  await page.evaluate(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      console.error(`policy: ${effectiveDirective} ${blockedURI} ${sourceFile}`),
    ),
  );
  return complaints;
}
