import type { z } from 'zod';
import { evidenceSectionOf, type Field, type Form, fieldsOf } from '../../shared/form/definition.ts';

/** One thing about a draft file that its schema refuses, for a person who has to mend it. */
export interface DraftProblem {
  /** `answers.cases[3].effect`, counted as JSON counts: from 0. */
  place: string;
  /** The form's own words for the place; empty where it has none. */
  label: string;
  problem: string;
}

type Issue = z.core.$ZodIssue;
type Path = PropertyKey[];

const ENVELOPE_LABELS: Record<string, string> = {
  formatVersion: '格式版本',
  notice: '通知',
  programme: '申报类别',
  destinationDistrict: '报送区县',
  answers: '填报内容',
  evidence: '佐证材料',
  declarations: '申报条件自查',
  confirmations: '人工确认项',
  remarks: '退回意见',
};

const PART_LABELS: Record<string, Record<string, string>> = {
  ledger: {
    basis: '合计口径',
    content: '发票内容',
    number: '发票号',
    code: '发票代码',
    amount: '金额',
    total: '价税合计',
    issuedOn: '开票时间',
    category: '类别',
    seller: '销方名称',
    buyerName: '购买方名称',
    buyerCreditCode: '购买方识别号',
    status: '发票状态',
    cityFunded: '是否已获市级财政资金',
    invoices: '发票',
  },
  scenarioBoard: { scenario: '场景名称', level: '应用水平', description: '应用描述', proof: '佐证' },
  caseList: {
    enterprise: '企业名称',
    place: '所在地',
    inChongqing: '是否重庆案例',
    completedOn: '完成时间',
    needs: '企业改造需求',
    content: '实施内容',
    period: '实施周期',
    cost: '项目费用',
    effect: '改造成效',
  },
};

const FILE_LABELS: Record<string, string> = {
  files: '文件',
  path: '文件位置',
  name: '文件名',
  sha256: '文件校验值',
  rotate: '旋转角度',
  about: '证明事项',
  none: '“无”的说明',
  reason: '原因',
};

function partLabels(field: Field): Record<string, string> {
  if (field.kind === 'yearTable') return Object.fromEntries(field.rows.map((row) => [row.id, row.label]));
  return PART_LABELS[field.kind] ?? {};
}

function words(path: Path, labels: Record<string, string>): string[] {
  return path.flatMap((part) => {
    if (typeof part === 'number') return [`第 ${part + 1} 项`];
    const label = labels[String(part)];
    if (label !== undefined) return [label];
    return /^\d{4}$/.test(String(part)) ? [`${String(part)}年`] : [];
  });
}

/** The form's words for a place in a draft. */
function labelOf(form: Form, path: Path): string {
  const [top, id, ...rest] = path;
  if (top === 'answers' && id !== undefined) {
    const field = fieldsOf(form).find((each) => each.id === id);
    return field === undefined ? '' : [field.label, ...words(rest, partLabels(field))].join(' ');
  }
  if (top === 'evidence' && id !== undefined) {
    const slot = evidenceSectionOf(form)
      .items.flatMap((item) => item.slots)
      .find((each) => each.id === id);
    return slot === undefined ? '' : [slot.label, ...words(rest, FILE_LABELS)].join(' ');
  }
  if (top === 'declarations' && id !== undefined) {
    return form.conditions.find((condition) => condition.id === id)?.question ?? '';
  }
  const name = String(top);
  return Object.hasOwn(ENVELOPE_LABELS, name) ? (ENVELOPE_LABELS[name] ?? '') : '';
}

export function placeOf(path: Path): string {
  const shown = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${shortened(String(part))}`))
    .join('');
  return shown === '' ? 'draft.json' : shown.replace(/^\./, '');
}

function shortened(text: string): string {
  const visible = text.toWellFormed().replace(/\p{Cc}/gu, '');
  return visible.length > 60 ? `${visible.slice(0, 60).toWellFormed()}…` : visible;
}

const KINDS: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表（[…]）',
  object: '对象（{…}）',
  record: '对象（{…}）',
  null: '空（null）',
  undefined: '空缺',
  nan: '数字',
};

function kindOf(value: unknown): string {
  if (value === undefined) return '空缺';
  if (value === null) return '空（null）';
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return '过大的数字';
  if (Array.isArray(value)) return '列表';
  return { string: '文字', number: '数字', boolean: 'true/false' }[typeof value as string] ?? '对象';
}

function valueAt(root: unknown, path: Path): unknown {
  let value: unknown = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function formatProblem(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.path.at(-1) === 'sha256') return '应为 64 位小写十六进制的 SHA-256';
  return '格式不对';
}

function describe(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? '缺少此项'
        : `应为${KINDS[issue.expected] ?? issue.expected}，实际是${kindOf(value)}`;
    case 'invalid_value': {
      const shown = issue.values.map((each) => (typeof each === 'string' ? `“${each}”` : String(each)));
      return value === undefined ? '缺少此项' : `只能是${shown.join('、')}`;
    }
    case 'too_big':
      if (issue.origin === 'string') return `文字过长，最多 ${issue.maximum} 个字符`;
      return issue.origin === 'array' ? `项数过多，最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`;
    case 'too_small':
      if (issue.origin === 'string') return `不能为空，至少 ${issue.minimum} 个字符`;
      return issue.origin === 'array' ? `至少要有 ${issue.minimum} 项` : `不能小于 ${issue.minimum}`;
    case 'invalid_format':
      return formatProblem(issue);
    case 'invalid_key':
      return '键名不合要求（过长）';
    default:
      return '内容不合格式';
  }
}

function quarrelsWithType(issues: readonly Issue[]): boolean {
  return issues.some(
    (issue) =>
      issue.path.length <= 1 &&
      (issue.path.length === 0 ? issue.code === 'invalid_type' : issue.path[0] === 'type'),
  );
}

/** Blocks that only the text itself may hold: not a list's item, not a table's cell. */
const TEXT_ONLY_BLOCKS: Record<string, string> = { figure: '图片', table: '表格', heading: '标题' };

/** A block of a narrative where it may not stand, or of a kind that there is not. */
function misplacedBlock(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const type: unknown = Reflect.get(value, 'type');
  if (typeof type !== 'string') return undefined;
  const name = Object.hasOwn(TEXT_ONLY_BLOCKS, type) ? TEXT_ONLY_BLOCKS[type] : undefined;
  return name === undefined
    ? `不认识的正文内容类型“${shortened(type)}”`
    : `${name}不能放在列表或表格内，请移到正文中`;
}

/**
 * Of the branches that a union tried, the one that was meant: it has no quarrel with the `type` that
 * the value names, and got furthest into the value.
 */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const score = (issues: readonly Issue[]) => {
    const depth = issues.reduce((most, issue) => Math.max(most, issue.path.length), 0);
    return (quarrelsWithType(issues) ? 0 : 1_000) + depth;
  };
  return branches.reduce((best, branch) => (score(branch) > score(best) ? branch : best), branches[0] ?? []);
}

function expanded(issue: Issue, above: Path, root: unknown): { issue: Issue; path: Path; problem: string }[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      issue,
      path: [...path, key],
      problem: '没有这个填报项，请核对名称是否拼错',
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const misplaced = misplacedBlock(valueAt(root, path));
    if (misplaced !== undefined && issue.errors.every((branch) => quarrelsWithType(branch)))
      return [{ issue, path, problem: misplaced }];
    const branch = meantBranch(issue.errors);
    const wholeValue = branch.every((each) => each.path.length === 0 && each.code === 'invalid_type');
    if (!wholeValue) return branch.flatMap((each) => expanded(each, path, root));
    const kinds = issue.errors.flatMap((errors) =>
      errors.flatMap((each) => (each.code === 'invalid_type' ? [KINDS[each.expected] ?? each.expected] : [])),
    );
    return [
      { issue, path, problem: `应为${[...new Set(kinds)].join('或')}，实际是${kindOf(valueAt(root, path))}` },
    ];
  }
  if (issue.code === 'invalid_union') {
    const named = valueAt(root, path.at(-1) === 'type' ? path : [...path, 'type']);
    return [
      {
        issue,
        path,
        problem: named === undefined ? '内容不合格式' : `不认识的正文内容类型“${shortened(String(named))}”`,
      },
    ];
  }
  return [{ issue, path, problem: describe(issue, valueAt(root, path)) }];
}

/** Translates what the schema refuses; `root` is the value that was judged. */
export function draftProblems(form: Form, error: z.ZodError, root: unknown): DraftProblem[] {
  return error.issues
    .flatMap((issue) => expanded(issue, [], root))
    .map(({ path, problem }) => ({ place: placeOf(path), label: labelOf(form, path), problem }));
}
