/** Thrown for every part of `electron` that the host does not have: it is stricter, never laxer. */
export function notInSlice(what: string): Error {
  return new Error(`${what} is not in the host's slice of electron`);
}

/** Reading what is not there throws, instead of giving `undefined` where Electron has something. */
export function strict<T extends object>(what: string, slice: T): T {
  return new Proxy(slice, {
    get(target, key) {
      // Node itself looks for these: when it prints, awaits or listens.
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON' || key in target) {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      throw notInSlice(`${what}.${key}`);
    },
  });
}

/** Options that the host does not know are refused, so that none is believed to be in force. */
export function knownOptions(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw notInSlice(`${what} option ${unknown}`);
}
