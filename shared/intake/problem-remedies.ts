/** What to do about a problem of a package: the district's words for itself, and those for the applicant on a 退回单. */
interface Remedy {
  officer: string;
  /** Null where it is not the applicant's to do anything. */
  applicant: string | null;
}

const AGAIN = { officer: '请申报单位用申报匣重新导出并报送。', applicant: '请用申报匣重新导出并报送。' };
const WHOLE = '请补报整个申报包：用 U 盘的，拷完整的文件夹；用邮件的，发齐各封的附件。';
const OWN_EXPORT = '请直接报送申报匣导出的文件夹或压缩包（.zip），不要另外压缩。';
const TAKE_OUT = '请移出后重新报送；属于申报材料的，在申报匣中添加，重新导出并报送。';

export const PROBLEM_REMEDIES = {
  again: AGAIN,
  againOrCopy: { officer: `请重新下载或复制；仍打不开的，${AGAIN.officer}`, applicant: AGAIN.applicant },
  againOrRead: { officer: `请重新复制或下载；仍读不出的，${AGAIN.officer}`, applicant: AGAIN.applicant },
  finish: { officer: '请申报单位改完后重新导出并报送。', applicant: '请改完后重新导出并报送。' },
  tooMuch: { officer: '请与申报单位核实后移出，或请其重新导出并报送。', applicant: TAKE_OUT },
  empty: {
    officer: '请重新拷贝整个文件夹后再收取；原件也是空的，请申报单位补报整个申报包。',
    applicant: WHOLE,
  },
  missing: {
    officer: '请核对是否漏拷、漏收邮件；找不到的，请申报单位补报整个申报包。',
    applicant: WHOLE,
  },
  complete: { officer: `请补齐后再收取，或${AGAIN.officer}`, applicant: WHOLE },
  mails: {
    officer: '请在邮箱中找到后，与其余附件一起再收取一次；找不到的，请申报单位补发。',
    applicant: '请补发。',
  },
  harm: {
    officer: '没有保存其中任何文件。请申报单位用申报匣重新导出；不要打开这份文件。',
    applicant: AGAIN.applicant,
  },
  unpack: { officer: '请先解压这个文件，再选择解压出来的文件夹收取。', applicant: OWN_EXPORT },
  otherKind: { officer: '请用压缩软件解压，再选择解压出来的文件夹。', applicant: OWN_EXPORT },
  takeOut: {
    officer: '请把它从申报包的文件夹中移出，再收取一次；它本身也是申报包的，单独收取。',
    applicant: TAKE_OUT,
  },
  password: {
    officer: '请向申报单位要来密码，用压缩软件解压，再选择解压出来的文件夹；或请其不加密码重新压缩。',
    applicant: '请直接报送申报匣导出的文件夹或压缩包（.zip），不要加密码。',
  },
  update: { officer: '申报单位不用重报：请更新本机的申报匣，再收取一次。', applicant: null },
} as const satisfies Record<string, Remedy>;

/** The longest first: some end as others do. */
const BY_LENGTH: readonly Remedy[] = Object.values(PROBLEM_REMEDIES).toSorted(
  (a, b) => b.officer.length - a.officer.length,
);

/**
 * A problem of an entry in the words of a 退回单: what is wrong, and what the applicant is to do. Undefined for one that is none of
 * the applicant's. One without a remedy that is known here stays as it is.
 */
export function problemForApplicant(problem: string): { text: string; remedy: string } | undefined {
  const found = BY_LENGTH.find(({ officer }) => problem.endsWith(officer));
  if (found === undefined) return { text: problem, remedy: '' };
  if (found.applicant === null) return undefined;
  const text = problem.slice(0, -found.officer.length).replace(/没有保存其中任何文件。$/u, '');
  return { text, remedy: found.applicant };
}
