import type { Bridge } from '../shared/contract.ts';

declare global {
  interface Window {
    /** Made by electron/preload.ts. */
    readonly dossier: Bridge;
  }
}

export const bridge: Bridge = window.dossier;
