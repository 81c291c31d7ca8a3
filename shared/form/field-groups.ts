import type { Field, FieldOfKind, Section, TableCell } from './definition.ts';
import { parseTemplate } from './template.ts';

/** Fields that the form prints in one row of its table, in the form's order. */
export interface FieldGroup {
  fields: Field[];
  /** What the form calls the row, where its fields have names of their own: 知识产权, 从业人员. */
  name: string | undefined;
}

function fieldsNamed(cell: TableCell): string[] {
  return cell.lines.flatMap((line) =>
    parseTemplate(line).flatMap((part) => {
      if (part.kind === 'text') return [];
      return [(part.kind === 'box' ? part.field : part.path).split('.')[0] ?? ''];
    }),
  );
}

function nameOf(cells: readonly TableCell[]): string {
  const label = cells.find(({ role }) => role === 'label');
  return (label?.lines[0] ?? '').replace(/\{[^}]*\}/g, '').replace(/[：:\s]/g, '');
}

/** So many numbers in a row go by the row's name. */
const NAMED_FROM = 3;

/**
 * The fields of a section as the form's own table puts them together; a field that it prints nowhere
 * belongs to the one before it. Sections without a table have each field by itself.
 */
export function fieldGroups(section: Section): FieldGroup[] {
  const rowOf = new Map<string, number>();
  const rows = section.kind === 'table' ? section.table.rows : [];
  rows.forEach((row, index) => {
    for (const field of row.cells.flatMap(fieldsNamed)) if (!rowOf.has(field)) rowOf.set(field, index);
  });
  const groups: (FieldGroup & { row: number | undefined })[] = [];
  for (const field of section.fields) {
    const row = rowOf.get(field.id);
    const last = groups.at(-1);
    const belongs = section.kind === 'table' && last !== undefined && (row === undefined || row === last.row);
    if (belongs && field.kind !== 'caseList') last.fields.push(field);
    else groups.push({ fields: [field], name: undefined, row });
  }
  return groups.map(({ fields, row }) => {
    const numbers = fields.filter(({ kind }) => kind === 'number').length;
    const name = nameOf(row === undefined ? [] : (rows[row]?.cells ?? []));
    return { fields, name: numbers < NAMED_FROM || name === fields[0]?.label ? undefined : name };
  });
}

const SHORT: ReadonlySet<Field['kind']> = new Set(['number', 'date', 'phone', 'creditCode', 'district']);
const SHORT_TEXT = 50;

/** Whether half the column is enough for a field. */
export function isShort(field: Field): boolean {
  if (field.kind === 'text') return isShortText(field);
  if (field.kind === 'choice') return field.options.length <= 2;
  return SHORT.has(field.kind);
}

function isShortText({ maxCharacters }: FieldOfKind<'text'>): boolean {
  return maxCharacters <= SHORT_TEXT;
}
