/** Node has it, its types leave it to the browser's. Only what is used here. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  var Module: { new (bytes: Uint8Array): Module };
  type Imports = Record<string, Record<string, unknown>>;
  type Exports = Record<string, unknown>;
  interface Instance extends Module {
    readonly exports: Exports;
  }
  var Instance: { new (module: Module, imports: Imports): Instance };
  function compile(bytes: Uint8Array): Promise<Module>;
}
