import type { Locator } from 'playwright-core';

/**
 * Drops files and folders of the disk on a place, as a person does: the browser itself reads them.
 *
 * @param paths absolute
 */
export async function dropFromDisk(target: Locator, paths: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error('the place to drop on is not seen');
  const session = await target.page().context().newCDPSession(target.page());
  try {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        type,
        x: box.x + 20,
        y: box.y + 10,
        data: { items: [], files: [...paths], dragOperationsMask: 1 },
      });
  } finally {
    await session.detach();
  }
}
