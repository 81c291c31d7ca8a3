import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/contract.ts';
import {
  BRIDGE_NAME,
  CALL_CHANNEL,
  CALL_NAMES,
  EVENT_CHANNEL,
  EVENT_NAMES,
  listenerName,
} from '../shared/contract-names.ts';

type Listener = (payload: unknown) => void;

const calls = CALL_NAMES.map((name) => [
  name,
  (input?: unknown) => ipcRenderer.invoke(`${CALL_CHANNEL}${name}`, input),
]);
const listeners = EVENT_NAMES.map((name) => [
  listenerName(name),
  (listener: Listener) => {
    // Electron's event object stays here: it holds `sender`.
    const receive = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(`${EVENT_CHANNEL}${name}`, receive);
    return () => {
      ipcRenderer.removeListener(`${EVENT_CHANNEL}${name}`, receive);
    };
  },
]);

// The names come from the lists that the type is made of; `contract.test.ts` holds lists and schemas together.
contextBridge.exposeInMainWorld(BRIDGE_NAME, Object.fromEntries([...calls, ...listeners]) as Bridge);
