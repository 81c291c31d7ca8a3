import type { Programme } from '../../../shared/form/definition.ts';
import type { Entry, EntryMark, EntryState, Verdict } from '../../../shared/intake/entry.ts';

/** Shape, words and colour together, so that none of them has to be understood alone. */
export interface Sign {
  shape: string;
  words: string;
  tone: 'done' | 'warn' | 'block' | 'quiet';
  /** What it means and what can be done. */
  why: string;
}

export const STATES: Record<EntryState, Sign> = {
  intact: {
    shape: '●',
    words: '完好',
    tone: 'done',
    why: '每个文件都与申报包的清单一致，重新算出的对照码也一致。',
  },
  changed: {
    shape: '▲',
    words: '有改动',
    tone: 'block',
    why: '导出之后，文件被改过、增加或缺少，或者对照码对不上。请企业重新导出、重新报送。',
  },
  incomplete: {
    shape: '◐',
    words: '未完成',
    tone: 'warn',
    why: '导出时还有须改项，每页带“草稿”字样，不能报送。请企业改完后重新导出。',
  },
  unreadable: {
    shape: '✕',
    words: '读不了',
    tone: 'block',
    why: '里面没有能读的申报包。请企业重新报送，或按纸质件手工填写汇总表要的几项。',
  },
  refused: {
    shape: '✕',
    words: '已拒收',
    tone: 'block',
    why: '压缩包或文件夹不安全，没有写入任何文件。请企业重新报送。',
  },
  byHand: { shape: '◇', words: '手工登记', tone: 'quiet', why: '没有申报包，由人填写汇总表要的几项。' },
};

export const MARKS: Record<EntryMark, Sign> = {
  duplicateApplicant: {
    shape: '△',
    words: '同一企业多份',
    tone: 'warn',
    why: '本批同一类别还有一份统一社会信用代码相同的，或代码有误而名称相同的。请选“以这份为准”，其余的会移出。',
  },
  secondProduct: {
    shape: '▲',
    words: '第二个产品',
    tone: 'block',
    why: '同一申报主体最多申报1个“小快轻准”数字化产品或解决方案。依据：通知三（四）。',
  },
  otherDistrict: {
    shape: '△',
    words: '不是本区县',
    tone: 'warn',
    why: '申报书上的区县与本批的不同。请核对企业的所属区县。',
  },
  late: {
    shape: '△',
    words: '逾期',
    tone: 'warn',
    why: '收到的日期晚于通知定的日期。依据：通知四（一）。',
  },
  otherProgramme: { shape: '▲', words: '类别不收', tone: 'block', why: '本批不收这一申报类别。' },
  otherNotice: { shape: '▲', words: '不是本通知', tone: 'block', why: '这份申报书属于另一份通知。' },
  documentsDiffer: {
    shape: '▲',
    words: '文档不一致',
    tone: 'block',
    why: '复核文档时，Word、PDF 或成册与填报内容不一致。请企业重新导出、重新报送。',
  },
};

export const VERDICTS: Record<Verdict, Sign> = {
  recommended: { shape: '●', words: '推荐', tone: 'done', why: '写进汇总表，报送市级。' },
  returned: { shape: '◐', words: '退回修改', tone: 'warn', why: '出退回单，企业改后再报。' },
  rejected: { shape: '✕', words: '不推荐', tone: 'block', why: '不写进汇总表。' },
};
export const UNDECIDED: Sign = { shape: '○', words: '未定', tone: 'quiet', why: '还没有初核结论。' };

export function verdictSign({ verdict }: Pick<Entry, 'verdict'>): Sign {
  return verdict === null ? UNDECIDED : VERDICTS[verdict];
}

/** The applicant's name, or what the entry came as. */
export function entryName({ values, cameAs }: Pick<Entry, 'values' | 'cameAs'>): string {
  const name = values.applicantName?.trim() ?? '';
  return name === '' ? cameAs || '（没有名称）' : name;
}

/** Entries whose programme cannot be told stand apart. */
export type Shelf = Programme | 'unknown';

export function shelfOf({ programme }: Pick<Entry, 'programme'>): Shelf {
  return programme ?? 'unknown';
}

/** The table's fields may be typed only where no package says them. */
export function isTyped({ state }: Pick<Entry, 'state'>): boolean {
  return state === 'byHand' || state === 'unreadable' || state === 'refused';
}

/** Why this entry should be looked at before it is recommended. */
export function isOdd({ state, marks, findings }: Pick<Entry, 'state' | 'marks' | 'findings'>): boolean {
  return (state !== 'intact' && state !== 'byHand') || marks.length > 0 || findings.block > 0;
}
