let pressed = false;
const waiting: (() => void)[] = [];

function release(): void {
  pressed = false;
  // After the click that follows the button's release.
  setTimeout(() => {
    for (const run of waiting.splice(0)) run();
  });
}
window.addEventListener(
  'pointerdown',
  () => {
    pressed = true;
  },
  true,
);
for (const kind of ['pointerup', 'pointercancel', 'dragend'] as const)
  window.addEventListener(kind, release, true);
// Not those of the boxes: the press that leaves a box takes the focus from it, and is still going on then.
window.addEventListener('blur', (event) => {
  if (event.target === window) release();
});

/**
 * Runs something now, or once the mouse button is up again: words that appear under a box when it is left
 * would push away what is just being clicked, and the click would miss it.
 */
export function afterPointer(run: () => void): void {
  if (pressed) waiting.push(run);
  else run();
}
