import type { Blob } from 'node:buffer';
import type { Stream } from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import { getCellAddress } from 'write-excel-file/utility';

/** Where the sheet's heads and rows stand, rows counted from 1. */
export interface SheetExtent {
  sheetName: string;
  headRow: number;
  lastRow: number;
  columnCount: number;
  /** Buttons over the heads to filter the rows. */
  filter: boolean;
}

/** Puts `markup` in the place of the first match. @throws Error where the library writes another form than it did */
function put(xml: string, place: RegExp, markup: (match: string) => string): string {
  if (!place.test(xml)) throw new Error(`the workbook has no place for ${String(place)}`);
  return xml.replace(place, markup);
}

/** What a font consists of, in the schema's order; the library writes it in another. */
const FONT_PARTS = ['b', 'i', 'strike', 'u', 'sz', 'color', 'name', 'family'];

function sortFonts(xml: string): string {
  const place = (element: string) => FONT_PARTS.indexOf(/^<(\w+)/u.exec(element)?.[1] ?? '');
  return xml.replace(/(?<=<font>).*?(?=<\/font>)/gu, (parts) =>
    (parts.match(/<[^>]+\/>/gu) ?? []).sort((left, right) => place(left) - place(right)).join(''),
  );
}

/**
 * What the library has no option for: buttons to filter the rows, the heads again on each printed page, the
 * sheet as wide as the paper. Sums below the rows stay out of the filter.
 */
export function printSetup({
  sheetName,
  headRow,
  lastRow,
  columnCount,
  filter: hasFilter,
}: SheetExtent): Feature<Stream | Buffer | Blob> {
  const lastColumn = getCellAddress(0, columnCount - 1).replace(/\d+$/u, '');
  const filtered = `A${headRow}:${lastColumn}${lastRow}`;
  const sheet = `'${sheetName}'!`;
  // Excel looks for the filter's range under this hidden name as well.
  const names =
    (hasFilter
      ? `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${sheet}$A$${headRow}:$${lastColumn}$${lastRow}</definedName>`
      : '') +
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${sheet}$${headRow}:$${headRow}</definedName>`;
  return {
    files: {
      transform: {
        'xl/styles.xml': { transform: sortFonts },
        'xl/workbook.xml': {
          transform: (xml) => put(xml, /<definedNames\/>/u, () => `<definedNames>${names}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) => {
            const fitted = put(
              xml,
              /<worksheet [^>]*>/u,
              (opening) => `${opening}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
            );
            const filter = hasFilter
              ? put(fitted, /<\/sheetData>/u, (closing) => `${closing}<autoFilter ref="${filtered}"/>`)
              : fitted;
            return put(filter, /<pageSetup /u, (opening) => `${opening}fitToWidth="1" fitToHeight="0" `);
          },
        },
      },
    },
  };
}
