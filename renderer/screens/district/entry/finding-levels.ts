/** What the rules say, as an officer is shown it. */
export const LEVELS = {
  block: { shape: '▲', words: '须改' },
  warn: { shape: '△', words: '建议' },
  hint: { shape: '○', words: '请核实' },
} as const;
