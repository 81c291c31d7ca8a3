import { type SampleSheet, sampleWorkbook } from '../../evidence/sample-workbook.ts';

/** Columns of the tax platform's export, in its order: data/einvoice-columns.md. */
export const LINE_COLUMNS = [
  '序号',
  '发票代码',
  '发票号码',
  '数电发票号码',
  '销方识别号',
  '销方名称',
  '购方识别号',
  '购买方名称',
  '开票日期',
  '税收分类编码',
  '特定业务类型',
  '货物或应税劳务名称',
  '规格型号',
  '单位',
  '数量',
  '单价',
  '金额',
  '税率',
  '税额',
  '价税合计',
  '发票来源',
  '发票票种',
  '发票状态',
  '是否正数发票',
  '发票风险等级',
  '开票人',
  '备注',
];
export const INVOICE_COLUMNS = LINE_COLUMNS.filter(
  (name) =>
    ![
      '税收分类编码',
      '特定业务类型',
      '货物或应税劳务名称',
      '规格型号',
      '单位',
      '数量',
      '单价',
      '税率',
    ].includes(name),
);

/** A cell as it stands in the file: a text, or a number by the digits that are stored. */
export type SampleCell = string | { stored: string; style?: number } | { formula: string; result?: string };
export type SampleRow = Record<string, SampleCell>;

/** What every row of an export says unless it says something else. */
export const USUAL: SampleRow = {
  销方识别号: '91350100M000100Y43',
  销方名称: '重庆示例软件有限公司',
  购方识别号: '915001120000000001',
  购买方名称: '重庆示例机械制造有限公司',
  开票日期: '2024-05-20 11:33:22',
  发票来源: '电子发票服务平台',
  发票票种: '数电发票（增值税专用发票）',
  发票状态: '正常',
  是否正数发票: '是',
  发票风险等级: '正常',
};

function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnName(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function cellMarkup(place: string, cell: SampleCell): string {
  if (typeof cell === 'string') return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if ('stored' in cell) return `<c r="${place}" s="${cell.style ?? 0}"><v>${cell.stored}</v></c>`;
  const result = cell.result === undefined ? '' : `<v>${cell.result}</v>`;
  return `<c r="${place}"><f>${escaped(cell.formula)}</f>${result}</c>`;
}

/** One row of a sheet. @param line as the person sees it */
export function rowMarkup(line: number, cells: readonly (SampleCell | undefined)[], hidden = false): string {
  const markup = cells.map((cell, index) =>
    cell === undefined ? '' : cellMarkup(`${columnName(index)}${line}`, cell),
  );
  return `<row r="${line}"${hidden ? ' hidden="1"' : ''}>${markup.join('')}</row>`;
}

/** A sheet with its heading in a row and rows below it; its stored dimension is wrong, as the tax bureau writes it. */
export function tableSheet(
  name: string,
  columns: readonly string[],
  rows: readonly SampleRow[],
  { above = [], usual = {} }: { above?: readonly string[][]; usual?: SampleRow } = {},
): SampleSheet {
  const first = above.length + 1;
  const heading = rowMarkup(first, columns);
  const body = rows.map((row, index) =>
    rowMarkup(
      first + 1 + index,
      columns.map((column) => row[column] ?? usual[column]),
    ),
  );
  const top = above.map((cells, index) => rowMarkup(index + 1, cells));
  return { name, before: '<dimension ref="A1:A1"/>', rows: [...top, heading, ...body].join('') };
}

export interface SampleExport {
  lines?: readonly SampleRow[];
  invoices?: readonly SampleRow[];
  building?: readonly SampleRow[];
  /** 发票基础信息 comes first. */
  reversed?: boolean;
}

/** 全量发票查询导出结果.xlsx. */
export function exportWorkbook({ lines, invoices, building, reversed }: SampleExport): Promise<Buffer> {
  const sheets: SampleSheet[] = [];
  if (lines !== undefined) sheets.push(tableSheet('信息汇总表', LINE_COLUMNS, lines, { usual: USUAL }));
  if (invoices !== undefined)
    sheets.push(tableSheet('发票基础信息', INVOICE_COLUMNS, invoices, { usual: USUAL }));
  if (building !== undefined)
    sheets.push(
      tableSheet('建筑服务', [...LINE_COLUMNS, '建筑服务发生地', '建筑项目名称'], building, {
        usual: { ...USUAL, 建筑服务发生地: '重庆市璧山区' },
      }),
    );
  return sampleWorkbook(reversed === true ? sheets.reverse() : sheets);
}

const element = (name: string, value: string) => `<${name}>${escaped(value)}</${name}>`;

/** A 数电票 XML as the platform writes it; `more` stands before the end of the root. */
export function einvoiceXml({
  number = '24502000000000000001',
  items = ['*软件*制造执行系统'],
  amount = '1000.00',
  tax = '130.00',
  total = '1130.00',
  label = 'Y',
  more = '',
}: {
  number?: string;
  items?: readonly string[];
  amount?: string;
  tax?: string;
  total?: string;
  label?: 'Y' | 'N';
  more?: string;
} = {}): string {
  const lines = items.map(
    (name) =>
      `<IssuItemInformation>${element('ItemName', name)}${element('Amount', '1')}${element('TotaltaxIncludedAmount', '7.77')}</IssuItemInformation>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<EInvoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Header>${element('EIid', number)}<InherentLabel><InIssuType>${element('LabelCode', label)}</InIssuType></InherentLabel></Header>
  <EInvoiceData>
    <SellerInformation>${element('SellerIdNum', '91350100M000100Y43')}${element('SellerName', '重庆示例软件有限公司')}</SellerInformation>
    <BuyerInformation>${element('BuyerIdNum', '915001120000000001')}${element('BuyerName', '重庆示例机械制造有限公司')}</BuyerInformation>
    <BasicInformation>${element('TotalAmWithoutTax', amount)}${element('TotalTaxAm', tax)}${element('TotalTax-includedAmount', total)}${element('RequestTime', '2024-05-20 08:00:00')}</BasicInformation>
    ${lines.join('')}
  </EInvoiceData>
  <TaxSupervisionInfo>${element('InvoiceNumber', number)}${element('IssueTime', '2024-05-21 11:33:22')}</TaxSupervisionInfo>${more}
</EInvoice>`;
}
