import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { inspectFile } from './inspect.ts';
import { temporaryFolder, writeSample, zip } from './sample-evidence.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function inspect(name: string, bytes: Uint8Array | string): Promise<FileFacts> {
  return inspectFile(await writeSample(folder, name, bytes), `evidence/${name}`);
}

/** The least workbook of two sheets, the states as Excel marks them. */
function workbook(...states: string[]): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const sheets = states.map(
    (state, index) =>
      `<sheet name="S${index}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const parts = states.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const sheet = `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row></sheetData></worksheet>`;
  return zip({
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}">${parts.join('')}</Relationships>`,
    ...Object.fromEntries(states.map((_, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet])),
  });
}

test('pages as printed; a long sheet has several; an empty one none', async () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, row) => [
      { value: `发票${row}` },
      { value: row * 1.5, type: Number },
      { value: '重庆示例' },
    ]);
  const short = await writeExcelFile(rows(5)).toBuffer();
  expect(await inspect('short.xlsx', short)).toMatchObject({
    kind: 'xlsx',
    pages: [{ widthMm: 210, heightMm: 297, landscape: false }],
  });
  const long = await writeExcelFile(rows(200)).toBuffer();
  expect((await inspect('long.xlsx', long)).pages.length).toBeGreaterThan(3);
  expect((await inspect('shown.xlsx', await workbook('visible', 'visible'))).pages).toHaveLength(2);
  expect(
    (await inspect('hidden.xlsx', await workbook('visible', 'hidden', 'veryHidden'))).pages,
  ).toHaveLength(1);
  const chart = await zip({ 'xl/workbook.xml': '<workbook/>', 'xl/charts/chart1.xml': '<c/>' });
  expect((await inspect('chart.xlsx', chart)).problem).toMatchObject({
    code: 'unsupported',
    remedy: expect.stringContaining('PDF'),
  });
  const empty = await writeExcelFile([[]]).toBuffer();
  expect((await inspect('empty.xlsx', empty)).problem).toEqual({ code: 'noPages' });
  expect((await inspect('cut.xlsx', long.subarray(0, long.length - 60))).problem?.code).toBe('damaged');
});
