import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import type { Section } from './definition.ts';
import { fieldGroups } from './field-groups.ts';

function section(programme: 'benchmark' | 'product', id: string): Section {
  const found = NOTICE.forms[programme].sections.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}
const groups = (programme: 'benchmark' | 'product', id: string) =>
  fieldGroups(section(programme, id)).map(({ fields }) => fields.map((field) => field.id).join(' '));

test('what the form prints in one row stands together, in its order', () => {
  expect(groups('benchmark', 'applicationForm')).toEqual([
    'applicantName',
    'creditCode establishedOn',
    'contactName contactPhone',
    'address district dianjiangRegion',
    'ownership',
    'enterpriseSize',
    'industryDivision',
    'industryClass',
    'honours honoursOther',
    'indicators',
  ]);
  expect(groups('product', 'basicInformation')).toContain(
    'staffTotal staffChongqing staffResearch staffService',
  );
  expect(groups('product', 'productInformation')).toContain('purchaseMode purchaseModeOther price');
});

test('many numbers in a row go by the row’s name, unless the first of them has it', () => {
  const names = fieldGroups(section('product', 'basicInformation')).flatMap(({ name }) => name ?? []);
  expect(names).toEqual(['知识产权']);
});

test('no field of either form is left out or shown twice', () => {
  for (const form of Object.values(NOTICE.forms))
    for (const each of form.sections)
      expect(fieldGroups(each).flatMap(({ fields }) => fields)).toEqual(each.fields);
});
