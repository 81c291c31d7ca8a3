import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}
const windowState = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

/** Smallest at which the screens still work (1280 × 720 at 150 %). px */
export const SMALLEST = Object.freeze({ width: 853, height: 480 });
const WANTED = { width: 1280, height: 840 };

/**
 * Where the window opens: where it was, if enough of it can still be seen and grasped; else in the
 * middle of the first display, never larger than that. Displays are given by their work areas.
 */
export function placeWindow(
  remembered: WindowState | undefined,
  displays: readonly Rectangle[],
): Rectangle & { maximized: boolean } {
  const [first = { x: 0, y: 0, ...WANTED }] = displays;
  for (const area of displays) {
    if (remembered === undefined) break;
    const { x, y, maximized } = remembered;
    const width = Math.min(Math.max(remembered.width, SMALLEST.width), area.width);
    const height = Math.min(Math.max(remembered.height, SMALLEST.height), area.height);
    // Judged at the size that it will have: a window made smaller may slip off the edge.
    if (showsTitleBar({ x, y, width, height }, area)) return { x, y, width, height, maximized };
  }
  const width = Math.min(WANTED.width, first.width);
  const height = Math.min(WANTED.height, first.height);
  return {
    x: first.x + Math.floor((first.width - width) / 2),
    y: first.y + Math.floor((first.height - height) / 2),
    width,
    height,
    maximized: remembered?.maximized ?? false,
  };
}

/** At least 100 px of the title bar lie on the display. */
function showsTitleBar(window: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return visible >= 100 && window.y >= area.y - 8 && window.y <= area.y + area.height - 32;
}

/** @returns undefined when there is none yet or it cannot be read: a lost place must not block the start */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whole or not at all. */
export function writeWindowState(file: string, state: WindowState): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, JSON.stringify(state));
  renameSync(temporary, file);
}
