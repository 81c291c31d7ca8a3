import { BORDER_WIDTH, CELL_PADDING } from '../layout.ts';
import { twips } from './measures.ts';
import { DATA_TABLE_STYLE, FORM_TABLE_STYLE, PLAIN_TABLE_STYLE } from './style-names.ts';
import { element } from './xml-text.ts';

const TABLE_NORMAL =
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>' +
  '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>' +
  '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';

/** Borders and paddings of the three kinds of table. */
export function tableStyles(): string[] {
  return [
    TABLE_NORMAL,
    tableStyle(FORM_TABLE_STYLE, '申报表格', 'single'),
    tableStyle(DATA_TABLE_STYLE, '数据表格', 'single'),
    tableStyle(PLAIN_TABLE_STYLE, '无线表格', 'nil'),
  ];
}

function tableStyle(id: string, name: string, border: 'single' | 'nil'): string {
  const line = (side: string) =>
    element(`w:${side}`, { 'w:val': border, 'w:sz': BORDER_WIDTH * 8, 'w:space': 0, 'w:color': '000000' });
  const margin = (side: 'top' | 'left' | 'bottom' | 'right') =>
    element(`w:${side}`, { 'w:w': twips(CELL_PADDING[side]), 'w:type': 'dxa' });
  return element(
    'w:style',
    { 'w:type': 'table', 'w:customStyle': '1', 'w:styleId': id },
    element('w:name', { 'w:val': name }) +
      '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>' +
      `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(line).join('')}</w:tblBorders>` +
      `<w:tblCellMar>${margin('top')}${margin('left')}${margin('bottom')}${margin('right')}</w:tblCellMar></w:tblPr>`,
  );
}
