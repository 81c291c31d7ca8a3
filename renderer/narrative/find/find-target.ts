/** Several texts may be on the screen: Ctrl+F is for the one that was written in last, else the first. */
const editors = new Map<string, () => HTMLElement | null>();
let last: string | undefined;

/** @returns the end of it */
export function registerFindTarget(id: string, element: () => HTMLElement | null): () => void {
  editors.set(id, element);
  return () => {
    editors.delete(id);
    if (last === id) last = undefined;
  };
}

export function wroteIn(id: string): void {
  last = id;
}

/** @returns whether the command is for this text; one in an open dialog goes before those behind it */
export function isFindTarget(id: string): boolean {
  const shown = [...editors].flatMap(([each, find]) => {
    const element = find();
    return element === null ? [] : [{ id: each, element, inDialog: element.closest('dialog') !== null }];
  });
  const front = shown.some(({ inDialog }) => inDialog) ? shown.filter(({ inDialog }) => inDialog) : shown;
  const chosen =
    front.find((each) => each.id === last) ??
    front.reduce<(typeof front)[number] | undefined>(
      (first, each) =>
        first === undefined ||
        first.element.compareDocumentPosition(each.element) & Node.DOCUMENT_POSITION_PRECEDING
          ? each
          : first,
      undefined,
    );
  return chosen?.id === id;
}
