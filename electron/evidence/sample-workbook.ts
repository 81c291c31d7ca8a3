import { zip } from './sample-evidence.ts';

/** One sheet of a workbook that is made for a test, in the markup of SpreadsheetML. */
export interface SampleSheet {
  name?: string;
  state?: 'visible' | 'hidden' | 'veryHidden';
  /** Children of `sheetData`. */
  rows: string;
  before?: string;
  after?: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Styles by their number: 0 plain, 1 percent, 2 thousands, 3 date, 4 “万元”, 5 centred, 6 right, 7 Chinese date. */
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0.00&quot;万元&quot;"/></numFmts><cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs>${[
  '<xf/>',
  '<xf numFmtId="10"/>',
  '<xf numFmtId="4"/>',
  '<xf numFmtId="14"/>',
  '<xf numFmtId="170"/>',
  '<xf><alignment horizontal="center"/></xf>',
  '<xf><alignment horizontal="right"/></xf>',
  '<xf numFmtId="31"/>',
].join('')}</cellXfs></styleSheet>`;

/** A cell of text, and one of a number in a style. */
export const textCell = (place: string, text: string, style = 0): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const numberCell = (place: string, value: string, style = 0): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`;

export function sampleWorkbook(sheets: SampleSheet[], parts: Record<string, string> = {}): Promise<Buffer> {
  const list = sheets.map(
    ({ name, state = 'visible' }, index) =>
      `<sheet name="${name ?? `S${index}`}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const relations = [
    ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
    ['styles', '/xl/styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ].map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return zip({
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}">${relations.join('')}</Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(
      sheets.map(({ rows, before = '', after = '' }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
    ...parts,
  });
}
