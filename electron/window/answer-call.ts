import type { z } from 'zod';
import { type Answer, CALLS, type CallOutput } from '../../shared/contract.ts';
import type { CallName } from '../../shared/contract-names.ts';
import { DossierError } from '../../shared/errors.ts';
import { tooLarge } from './message-size.ts';
import { isTrustedSender, type MessageSender } from './sender.ts';
import type { Services } from './services.ts';

/** For the log: which call went wrong and how. Never carries what was sent. */
export type CallProblem = (call: CallName, error: unknown) => void;

function refused(call: CallName, problems: string[]): Answer<never> {
  const error = new DossierError('inputRefused', { call, problems });
  return { ok: false, error: { code: error.code, message: error.message, data: error.data } };
}

/** Places only: a message of zod may quote what was typed. */
function placesOf(error: z.ZodError): string[] {
  return error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.code}`);
}

function asAnswer(error: unknown): Answer<never> {
  const known =
    error instanceof DossierError
      ? error
      : new DossierError('unexpected', { detail: error instanceof Error ? error.message : String(error) });
  return { ok: false, error: { code: known.code, message: known.message, data: known.data } };
}

/**
 * Answers one call of the window: who sent it, how large, what shape, then the service, then the
 * shape of what comes back.
 *
 * @throws Error for a sender that is not our window: it gets no answer to learn from
 */
export async function answerCall<N extends CallName>(
  name: N,
  services: Services,
  sender: MessageSender,
  message: unknown,
  problem: CallProblem,
): Promise<Answer<CallOutput<N>>> {
  if (!isTrustedSender(sender)) {
    problem(name, new Error('sender refused'));
    throw new Error('refused');
  }
  const excess = tooLarge(message);
  if (excess !== undefined) {
    problem(name, new Error(`message exceeds ${excess}`));
    return refused(name, [excess]);
  }
  const { input, output } = CALLS[name];
  const checked = input.safeParse(message);
  if (!checked.success) {
    problem(name, new Error(`input refused: ${placesOf(checked.error).join(', ')}`));
    return refused(name, placesOf(checked.error));
  }
  try {
    // The schema of `name` has just looked at the input, and that of the output looks next.
    const value = await services[name](checked.data as Parameters<Services[N]>[0]);
    const given = output.safeParse(value);
    if (given.success) return { ok: true, value: given.data as CallOutput<N> };
    throw new Error(`${name} answers what the contract does not allow: ${placesOf(given.error).join(', ')}`);
  } catch (error) {
    if (!(error instanceof DossierError) || error.code === 'unexpected') problem(name, error);
    return asAnswer(error);
  }
}
