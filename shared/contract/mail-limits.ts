/** Sizes of a mail that the window offers, MB of 10⁶ bytes; the first is the usual one. Apart from the schemas, which the window does without. */
export const MAIL_LIMITS = [45, 20, 10] as const;
