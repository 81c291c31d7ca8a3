import type { CallInput, CallOutput } from '../shared/contract.ts';
import type { CallName } from '../shared/contract-names.ts';
import type { RunningApp } from './running-app.ts';

/** What the window is answered when it calls over the bridge. @throws Error with the code of the program's error */
export async function bridgeCall<N extends CallName>(
  app: RunningApp,
  name: N,
  input?: CallInput<N>,
): Promise<CallOutput<N>> {
  const answer: unknown = await app.page.evaluate(
    async ([called, given]) => {
      const bridge: Record<string, unknown> = { ...window.dossier };
      const ask = bridge[called];
      return typeof ask === 'function' ? ask(given) : undefined;
    },
    [name, input] as const,
  );
  const { ok, value, error } = answer as { ok: boolean; value: CallOutput<N>; error?: { code: string } };
  if (!ok) throw new Error(error?.code ?? 'no answer');
  return value;
}
