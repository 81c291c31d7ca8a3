/**
 * What goes into the log must not tell who the applicant is: people send logs to developers. Anything
 * that could be somebody's is replaced by its kind; when in doubt, it is replaced.
 */
const RULES: readonly [RegExp, string][] = [
  // Places on the disk carry user names and names of enterprises, with blanks: Node quotes them, our own messages end them.
  [/'(?:~?\/|[A-Za-z]:[\\/]|\\\\)[^\n]*?'(?=[\s,;:)]|$)/g, "'<path>'"],
  [/(?<=[：“])(?:~?\/|[A-Za-z]:[\\/]|\\\\)[^\n。（，；”]*/g, '<path>'],
  [/“[^“”\n]*”/g, '“<name>”'],
  [/\bfile:\/\/\S+/gi, '<path>'],
  [/(?:\b[A-Za-z]:[\\/]|\\\\)[^\s"'<>|:*?]+(?:[ \t][^\s"'<>|:*?]*[\\/][^\s"'<>|:*?]*)*/g, '<path>'],
  [/(?<![\w.:/<])~?\/(?:[^\s"'<>|:()]+\/?)+(?:[ \t][^\s"'<>|:()]*\/[^\s"'<>|:()]*)*/g, '<path>'],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<email>'],
  // 统一社会信用代码 and identity numbers, 18 places; before the digits alone.
  [/(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}(?![0-9A-Za-z])/g, '<code>'],
  [/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g, '<code>'],
  // Telephone numbers, with separators too, then every long number: invoices, accounts.
  [/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g, '<phone>'],
  [/(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)/g, '<phone>'],
  [/(?<!\d)\d{7,}(?!\d)/g, '<number>'],
  // Our own messages to the log are in English: Chinese is what a person wrote or a file is called.
  [
    /[\p{Script=Han}（）《》“”、，。：；！？·—…]+(?:[\w（）《》“”、，。：；！？·—…\s]*\p{Script=Han}[）》”]*)*/gu,
    '<text>',
  ],
];

/** A message may quote a whole file; its stack is short. Characters. */
const LONGEST_LINE = 8_000;

/** @returns the line without paths, names, codes and numbers of people and enterprises */
export function redact(line: string): string {
  const shown = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} <cut>` : line;
  return RULES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), shown);
}
