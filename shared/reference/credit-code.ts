/**
 * 统一社会信用代码 (GB 32100—2015): 1 登记管理部门, 1 机构类别, 6 行政区划, 9 主体标识码 (GB 11714),
 * 1 校验码. Source: data/uscc.md.
 */

/** 31 characters with the values 0 to 30; I, O, S, V, Z are never used (GB 32100—2015, table of values). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i−1) mod 31 for the positions 1 to 17. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const LENGTH = 18;

/** GB 11714 uses all 26 letters; weights for the eight characters before its check character. */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** What a letter outside the alphabet was probably meant to be. */
const LOOKALIKES: Record<string, string> = { I: '1', O: '0', S: '5', V: 'U', Z: '2' };

export interface CreditCodeWarning {
  kind: 'notEnterprise' | 'organisationCheck';
  /** Plain Chinese. */
  message: string;
}
export type CreditCodeCheck =
  | { valid: true; code: string; warnings: CreditCodeWarning[] }
  | {
      valid: false;
      /** The code as normalised; positions refer to it. */
      code: string;
      problem: 'empty' | 'length' | 'alphabet' | 'checkCharacter';
      /** 1 to 18, where one place is to blame. */
      position?: number;
      /** Plain Chinese: what is wrong and what to look at. */
      message: string;
    };

/**
 * The code as the standard writes it: full-width forms become half-width, letters capital; white
 * space, invisible characters, hyphens and dashes vanish. Anything else stays, for the check to name.
 */
export function normaliseCreditCode(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\p{Cc}\p{Cf}\p{Pd}\u2212]/gu, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/**
 * Checks a code after normalising it: length, alphabet, check character. A valid code may carry
 * warnings that must not stop anyone: it does not begin with 91 (not an 企业 of the market
 * registry), or its positions 9–17 fail the check of GB 11714 on their own.
 * Takes any text. Source: GB 32100—2015, GB 11714; C18 = (31 − Σ Cᵢ·Wᵢ mod 31) mod 31.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const code = normaliseCreditCode(text);
  const characters = [...code];
  if (characters.length === 0)
    return { valid: false, code, problem: 'empty', message: '统一社会信用代码还没有填写。' };
  if (characters.length !== LENGTH) {
    return { valid: false, code, problem: 'length', message: lengthMessage(code, characters.length) };
  }

  const strange = firstStrangeCharacter(code);
  if (strange !== undefined) return { valid: false, code, problem: 'alphabet', ...strange };

  const expected = creditCheckCharacter(code);
  if (code.at(-1) !== expected) {
    return {
      valid: false,
      code,
      problem: 'checkCharacter',
      position: LENGTH,
      message: `校验码不符：按前17位计算，第18位应为“${expected}”，现为“${code.at(-1)}”。通常是其中某一位抄错或相邻两位颠倒，请与营业执照逐位核对。`,
    };
  }
  return { valid: true, code, warnings: warningsOf(code) };
}

function lengthMessage(code: string, length: number): string {
  if (/^\d{15}$/.test(code)) {
    return '这是15位数字，像是旧的工商注册号，不是统一社会信用代码。请填写营业执照上18位的统一社会信用代码。';
  }
  if (length === 9) {
    return '只有9位，像是组织机构代码，不是统一社会信用代码。请填写营业执照上18位的统一社会信用代码。';
  }
  const difference = length < LENGTH ? `少${LENGTH - length}位` : `多${length - LENGTH}位`;
  return `统一社会信用代码应为18位，现为${length}位，${difference}。请与营业执照逐位核对。`;
}

/** The first character that no code holds, however much of the code is there yet: its place from 1, and the words for it. */
export function firstStrangeCharacter(code: string): { position: number; message: string } | undefined {
  const characters = [...code];
  const index = characters.findIndex((character) => !ALPHABET.includes(character));
  if (index < 0) return undefined;
  return { position: index + 1, message: strangeMessage(characters[index] ?? '', index + 1) };
}

function strangeMessage(character: string, position: number): string {
  const meant = LOOKALIKES[character];
  if (meant !== undefined) {
    return `第${position}位是字母“${character}”，统一社会信用代码不使用I、O、S、V、Z，可能应为“${meant}”。请与营业执照核对。`;
  }
  return `第${position}位“${character}”不是数字或大写英文字母。请与营业执照核对。`;
}

function creditCheckCharacter(code: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(code.charAt(index)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function organisationCheckCharacter(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * ORGANISATION_ALPHABET.indexOf(body.charAt(index)),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

function warningsOf(code: string): CreditCodeWarning[] {
  const warnings: CreditCodeWarning[] = [];
  if (!code.startsWith('91')) {
    warnings.push({
      kind: 'notEnterprise',
      message: `企业的统一社会信用代码通常以“91”开头，此代码以“${code.slice(0, 2)}”开头。请确认申报单位的类型。`,
    });
  }
  const expected = organisationCheckCharacter(code.slice(8, 16));
  if (code.charAt(16) !== expected) {
    warnings.push({
      kind: 'organisationCheck',
      message: `第9至17位（主体标识码）按GB 11714计算，第17位应为“${expected}”，现为“${code.charAt(16)}”。校验码本身相符，请再与营业执照核对一次。`,
    });
  }
  return warnings;
}
