/** A bookmark of a stand-in, with its page (1-based). */
export interface StandInBookmark {
  title: string;
  page: number;
  children?: StandInBookmark[];
}

function hexTitle(title: string): string {
  const bytes = Buffer.from(`\ufeff${title}`, 'utf16le').swap16();
  return `<${bytes.toString('hex')}>`;
}

/**
 * A PDF of empty pages with bookmarks, built as our bound books are: one table of references, whole objects.
 * It stands for a book of hundreds of pages where only its outline is asked for.
 */
export function boundStandIn(pages: number, bookmarks: readonly StandInBookmark[], note = ''): Uint8Array {
  const objects: string[] = ['', '', '', ''];
  const pageNumber = (page: number) => 3 + page;
  for (let page = 1; page <= pages; page += 1)
    objects[pageNumber(page)] = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>';
  objects[1] = '<</Type/Catalog/Pages 2 0 R/Outlines 3 0 R>>';
  const kids = Array.from({ length: pages }, (_each, index) => `${pageNumber(index + 1)} 0 R`);
  objects[2] = `<</Type/Pages/Count ${pages}/Kids[${kids.join(' ')}]>>`;
  const hang = (parent: number, items: readonly StandInBookmark[]): string => {
    const numbers = items.map(() => objects.push('') - 1);
    for (const [index, { title, page, children = [] }] of items.entries()) {
      const number = numbers[index] ?? 0;
      const [before, after] = [numbers[index - 1], numbers[index + 1]];
      const links = `${before === undefined ? '' : `/Prev ${before} 0 R`}${after === undefined ? '' : `/Next ${after} 0 R`}`;
      const dest = `/Dest[${pageNumber(page)} 0 R/XYZ null null null]`;
      objects[number] =
        `<</Title${hexTitle(title)}/Parent ${parent} 0 R${dest}${links}${hang(number, children)}>>`;
    }
    const [first, last] = [numbers[0], numbers.at(-1)];
    return first === undefined || last === undefined ? '' : `/First ${first} 0 R/Last ${last} 0 R`;
  };
  objects[3] = `<</Type/Outlines${hang(3, bookmarks)}>>`;
  let text = `%PDF-1.7\n%${note}\n`;
  const offsets: string[] = [];
  for (const [number, object] of objects.entries()) {
    if (number === 0) continue;
    offsets.push(`${String(Buffer.byteLength(text)).padStart(10, '0')} 00000 n \n`);
    text += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const start = Buffer.byteLength(text);
  text += `xref\n0 ${objects.length}\n0000000000 65535 f \n${offsets.join('')}`;
  text += `trailer\n<</Size ${objects.length}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text);
}
