import type { CallOutput, CheckedInput } from '../../shared/contract.ts';
import { CALL_NAMES, type CallName } from '../../shared/contract-names.ts';
import { DossierError } from '../../shared/errors.ts';

/** What stands behind one call of the contract. Errors that the window shows are `DossierError`s. */
export type Service<N extends CallName> = (input: CheckedInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
export type Services = { [N in CallName]: Service<N> };

/** The calls that no service stands behind. */
export function missingServices(services: Partial<Services>): CallName[] {
  return CALL_NAMES.filter((name) => services[name] === undefined);
}

/** Calls without a service answer `notImplemented`, so that a screen can say so. */
export function completeServices(services: Partial<Services>): Services {
  const refusals = missingServices(services).map((name) => [
    name,
    () => {
      throw new DossierError('notImplemented', { what: name });
    },
  ]);
  // Every name is either given or refused; the type system cannot see the sum.
  return { ...services, ...Object.fromEntries(refusals) } as Services;
}
