/** Milliseconds. */
const STEP = 500;

/**
 * Calls `late` once somebody has looked on for so long: what is hidden is not drawn by the browser, and a machine
 * that slept waited for nothing.
 *
 * @param patience milliseconds
 * @returns ends the waiting
 */
export function whenWaited(
  patience: number,
  late: () => void,
  isSeen = () => document.visibilityState === 'visible',
): () => void {
  let left = patience;
  const timer = setInterval(() => {
    if (isSeen()) left -= STEP;
    if (left > 0) return;
    clearInterval(timer);
    late();
  }, STEP);
  return () => clearInterval(timer);
}
