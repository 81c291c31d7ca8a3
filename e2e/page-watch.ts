import type { Page } from 'playwright-core';

/**
 * Everything that the page complains of from now on: errors and warnings of its console (a style or a
 * script that the policy stops is one), errors that nobody caught, and violations of the policy.
 */
export async function watchPage(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  const watch = () =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      console.error(`policy: ${effectiveDirective} ${blockedURI} ${sourceFile}`),
    );
  await page.evaluate(watch);
  return complaints;
}
