import { type CopyKey, makeCopyKey as make } from '../../password/copy-key.ts';
import { type TakeBackInput, type TakenBack, takeBack } from '../../store/take-back.ts';
import type { DoneOfTotal, Job } from '../job.ts';

/** The key of a second copy with a password. */
export const makeCopyKey: Job<{ password: string }, CopyKey, never> = ({ password }, { signal }) =>
  make(password, undefined, signal);

/** Takes backups back from a second copy. @throws what `takeBack` throws */
export const takeCopyBack: Job<TakeBackInput, TakenBack, DoneOfTotal> = (input, { signal, progress }) =>
  takeBack(input, (done, total) => progress({ done, total }), signal);
