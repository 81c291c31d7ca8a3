/** The element's id for a place of the draft: a field (`creditCode`), a place inside one (`indicators.2024.revenue`), a slot. */
export function elementIdOf(place: string): string {
  return `place-${place}`;
}

const FOCUSABLE =
  'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), button:not([disabled]), [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

/**
 * Brings a place into view and puts the focus there: the place itself, or what is nearest around it
 * (`cases.3.effect` → the third case → the list).
 */
export function focusPlace(place: string): void {
  const parts = place.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const element = document.getElementById(elementIdOf(parts.slice(0, length).join('.')));
    if (element === null) continue;
    const target = element.matches(FOCUSABLE)
      ? element
      : // A long text comes before the buttons of its toolbar.
        (element.querySelector<HTMLElement>('[contenteditable="true"]') ??
        element.querySelector<HTMLElement>(FOCUSABLE));
    element.scrollIntoView({ block: 'center' });
    (target ?? element).focus({ preventScroll: true });
    return;
  }
}
