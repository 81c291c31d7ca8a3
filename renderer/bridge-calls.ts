import type { Answer, CallInput, CallOutput, CarriedError } from '../shared/contract.ts';
import type { CallName } from '../shared/contract-names.ts';
import { bridge } from './bridge.ts';
import { FileNotSent } from './upload/file-not-sent.ts';

/** An error that the program answered: its code, its data, and a message that can be shown as it is. */
export class CallError extends Error {
  readonly code: CarriedError['code'];
  readonly data: unknown;

  constructor(error: CarriedError) {
    super(error.message);
    this.name = 'CallError';
    this.code = error.code;
    this.data = error.data;
  }
}

type InputOf<N extends CallName> = CallInput<N> extends undefined ? [] : [input: CallInput<N>];

/**
 * Calls the program.
 *
 * @throws CallError when it answers with an error
 */
export async function call<N extends CallName>(name: N, ...input: InputOf<N>): Promise<CallOutput<N>> {
  // The bridge's functions are typed one by one; TypeScript cannot pick one by a type parameter.
  const ask = bridge[name] as (...input: InputOf<N>) => Promise<Answer<CallOutput<N>>>;
  const answer = await ask(...input);
  if (!answer.ok) throw new CallError(answer.error);
  return answer.value;
}

/** What to show of any error: ours as it is, a foreign one with its own words. */
export function messageOf(error: unknown): string {
  if (error instanceof CallError || error instanceof FileNotSent) return error.message;
  const words = error instanceof Error ? error.message : String(error);
  return `窗口遇到没有预料到的情况：${words}。已保存的内容没有受影响。请重试；如再次出现，请重新打开申报匣。`;
}
