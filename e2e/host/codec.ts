/**
 * Values as they cross the bridge, written as JSON with tags. It takes what structured clone would
 * carry unchanged and the contract uses, and refuses all else with a DataCloneError: no Map, no Set,
 * no ArrayBuffer, no other typed array, no class instance, no cycle, nothing turned into something else
 * in silence. Runs in Node and, by its source text, in the page: no imports here.
 */
type Tagged =
  | null
  | boolean
  | number
  | string
  | ['u']
  | ['n', string]
  | ['d', Tagged]
  | ['b', string]
  | ['l', Tagged[]]
  | ['o', [string, Tagged][]]
  | ['f', number];

/** Functions cross only between the page and its preload script; there they become numbers. */
export interface FunctionTable {
  hold(given: (...given: unknown[]) => unknown): number;
  stub(held: number): (...given: unknown[]) => unknown;
}

function cloneError(what: string): DOMException {
  return new DOMException(`${what} could not be cloned.`, 'DataCloneError');
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 32_768)
    binary += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  return bytes;
}

function tagObject(value: object, above: readonly object[], functions?: FunctionTable): Tagged {
  if (above.includes(value)) throw cloneError('A value that contains itself');
  const within = [...above, value];
  if (Array.isArray(value)) {
    // Holes would come out filled, and names besides the places not at all.
    if (
      Object.keys(value).length !== value.length ||
      !Object.keys(value).every((key, at) => key === String(at))
    )
      throw cloneError('A list with holes or names');
    return ['l', value.map((each) => tag(each, within, functions))];
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Uint8Array.prototype) return ['b', toBase64(value as Uint8Array)];
  if (prototype === Date.prototype) return ['d', tag((value as Date).getTime(), within)];
  if (prototype !== Object.prototype && prototype !== null)
    throw cloneError(Object.prototype.toString.call(value));
  return ['o', Object.entries(value).map(([key, each]) => [key, tag(each, within, functions)])];
}

function tag(value: unknown, above: readonly object[], functions?: FunctionTable): Tagged {
  switch (typeof value) {
    case 'undefined':
      return ['u'];
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['n', Object.is(value, -0) ? '-0' : String(value)];
    case 'object':
      return value === null ? null : tagObject(value, above, functions);
    case 'function':
      if (functions === undefined) throw cloneError('A function');
      return ['f', functions.hold(value as (...given: unknown[]) => unknown)];
    default:
      throw cloneError(`A ${typeof value}`);
  }
}

function untag(tagged: Tagged, functions?: FunctionTable): unknown {
  if (!Array.isArray(tagged)) return tagged;
  switch (tagged[0]) {
    case 'u':
      return undefined;
    case 'n':
      return Number(tagged[1]);
    case 'd':
      return new Date(Number(untag(tagged[1])));
    case 'b':
      return fromBase64(tagged[1]);
    case 'l':
      return tagged[1].map((each) => untag(each, functions));
    case 'o': {
      const value = {};
      // Not by assignment: `__proto__` is a key like any other.
      for (const [key, each] of tagged[1])
        Object.defineProperty(value, key, {
          value: untag(each, functions),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      return value;
    }
    case 'f':
      if (functions === undefined) throw cloneError('A function');
      return functions.stub(tagged[1]);
  }
}

/** @throws DOMException `DataCloneError` for what may not cross */
export function encode(value: unknown, functions?: FunctionTable): string {
  return JSON.stringify(tag(value, [], functions));
}

/** The value that `encode` wrote. */
export function decode(text: string, functions?: FunctionTable): unknown {
  return untag(JSON.parse(text) as Tagged, functions);
}
