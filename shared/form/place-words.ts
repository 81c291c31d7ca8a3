import { type Field, type Form, fieldsOf } from './definition.ts';

/** A label longer than this is cut for a line of a list. Characters. */
const LONGEST = 30;

const PARTS: Partial<Record<Field['kind'], { entry: string; parts: Readonly<Record<string, string>> }>> = {
  caseList: {
    entry: '案例',
    parts: { enterprise: '企业名称', place: '所在地', completedOn: '完成时间' },
  },
  scenarioBoard: {
    entry: '场景',
    parts: { scenario: '场景名称', level: '应用水平', description: '应用描述', proof: '佐证' },
  },
  ledger: {
    entry: '发票',
    parts: {
      content: '发票内容',
      number: '发票号',
      amount: '金额',
      total: '价税合计',
      issuedOn: '开票时间',
      category: '类别',
      cityFunded: '市级财政资金',
    },
  },
};

/** The form's label of a field or a slot, short enough for a line: without what follows a colon. */
export function shortLabel(label: string): string {
  const [head = ''] = label.split('：');
  const text = head.replace(/[；。]$/, '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;
}

function insideField(field: Field, rest: readonly string[]): string {
  if (field.kind === 'yearTable') {
    const [year, row] = rest;
    const label = field.rows.find(({ id }) => id === row)?.label ?? '';
    return year === undefined ? '' : `${year} 年${label}`;
  }
  const known = PARTS[field.kind];
  if (known === undefined) return '';
  const numbers = rest.filter((part) => /^\d+$/.test(part));
  const elements = field.kind === 'caseList' ? field.elements : [];
  const [last = ''] = rest.slice(-1);
  const part = known.parts[last] ?? elements.find(({ id }) => id === last)?.label ?? '';
  const [index] = numbers;
  return `${index === undefined ? '' : `${known.entry} ${Number(index) + 1}`}${part === '' ? '' : ` ${part}`}`;
}

/**
 * A place of a form in its own words: “统一社会信用代码”, “生产经营指标 2024 年营业收入”, “典型应用案例 案例 3 改造成效”.
 *
 * @param place as findings name it: a field, a place inside one, an evidence slot, `declarations.…`
 * @returns empty for a place that the form does not know
 */
export function placeWords(form: Form, place: string): string {
  const [id = '', ...rest] = place.split('.');
  if (id === 'declarations') return '申报条件自查';
  if (id === 'destinationDistrict') return '报送区县';
  const field = fieldsOf(form).find((each) => each.id === id);
  if (field !== undefined) return `${shortLabel(field.label)} ${insideField(field, rest)}`.trim();
  const slot = form.sections
    .flatMap((section) => (section.kind === 'evidence' ? section.items.flatMap(({ slots }) => slots) : []))
    .find((each) => each.id === id);
  return slot === undefined ? '' : shortLabel(slot.label);
}
