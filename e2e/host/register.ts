import { registerHooks } from 'node:module';

/**
 * `node --import …/e2e/host/register.ts out/app/electron/main.js`: the same built program, with the
 * module `electron` from here.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context);
    return { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true };
  },
});
