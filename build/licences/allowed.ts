/**
 * What may be shipped. MIT-0 (nodemailer) is MIT without its one condition. LGPL only for libraries that lie beside
 * the program, where anyone can replace them; the test names them.
 */
const ALLOWED = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  // Both ask to be named, which the list does.
  'FTL',
  'IJG',
  'Zlib',
  'MPL-2.0',
  'OFL-1.1',
  'LGPL-2.1',
  'LGPL-2.1-only',
  'LGPL-2.1-or-later',
  'LGPL-3.0',
  'LGPL-3.0-only',
  'LGPL-3.0-or-later',
];

/**
 * Whether a licence expression (SPDX: names, `AND`, `OR`, brackets) leaves a way that is allowed.
 * What cannot be read is not allowed; neither is an exception (`WITH`), which a person must look at.
 */
export function isAllowed(expression: string): boolean {
  const words = expression.match(/\(|\)|[\w.+-]+|\S/g) ?? [];
  let place = 0;
  const next = () => words[place++];

  function one(): boolean | undefined {
    const word = next();
    if (word !== '(')
      return word === undefined || !/^[\w.+-]+$/.test(word) ? undefined : ALLOWED.includes(word);
    const within = any();
    return next() === ')' ? within : undefined;
  }
  function all(): boolean | undefined {
    let good = one();
    while (words[place] === 'AND' && good !== undefined) {
      place++;
      const other = one();
      good = other === undefined ? undefined : good && other;
    }
    return good;
  }
  function any(): boolean | undefined {
    let good = all();
    while (words[place] === 'OR' && good !== undefined) {
      place++;
      const other = all();
      good = other === undefined ? undefined : good || other;
    }
    return good;
  }
  return any() === true && place === words.length;
}

/** The names within an expression, in its order. */
export function licenceNames(expression: string): string[] {
  return (expression.match(/[\w.+-]+/g) ?? []).filter((word) => !['AND', 'OR', 'WITH'].includes(word));
}
