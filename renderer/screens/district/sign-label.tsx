import type { Sign } from './entry-words.ts';

/** A state as shape and words in its colour; what it means shows under the pointer. */
export function SignLabel({ sign }: { sign: Sign }) {
  return (
    <span className={`sign sign-${sign.tone}`} title={sign.why}>
      <span aria-hidden="true">{sign.shape} </span>
      {sign.words}
    </span>
  );
}
