import { open } from 'node:fs/promises';
import { getDocument, PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PAGE } from '../layout.ts';
import type { BoundPlan } from './evidence-pages.ts';

/** Small: what is read stays in memory, and the scans between the pages are never needed. */
const CHUNK = 1 << 16;

/**
 * Opens the written file with another reader than the one that wrote it, a piece at a time, and tells
 * in Chinese what is not as planned: pages missing or too many, not A4, turned, without their number,
 * or bookmarks lost. Empty where all is well.
 */
export async function readBackBound(path: string, plan: BoundPlan): Promise<string[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (begin: number, end: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(end - begin);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, begin);
      return bytes.subarray(0, bytesRead);
    };
    const transport = new (class extends PDFDataRangeTransport {
      override requestDataRange(begin: number, end: number): void {
        read(begin, end).then(
          (bytes) => this.onDataRange(begin, bytes),
          () => this.onDataRange(begin, null),
        );
      }
    })(size, await read(0, Math.min(CHUNK, size)));
    const task = getDocument({
      range: transport,
      rangeChunkSize: CHUNK,
      disableAutoFetch: true,
      disableStream: true,
      verbosity: 0,
      useSystemFonts: false,
    });
    try {
      return await compare(await task.promise, plan);
    } finally {
      await task.destroy();
    }
  } finally {
    await file.close();
  }
}

async function compare(
  document: Awaited<ReturnType<typeof getDocument>['promise']>,
  plan: BoundPlan,
): Promise<string[]> {
  if (document.numPages !== plan.pageCount)
    return [`应有 ${plan.pageCount} 页，读到 ${document.numPages} 页`];
  const differences: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = page.view;
    const isA4 =
      Math.abs(x2 - x1 - PAGE.widthPt) < 1 && Math.abs(y2 - y1 - PAGE.heightPt) < 1 && page.rotate === 0;
    if (!isA4) differences.push(`第 ${number} 页不是竖放的 A4 页`);
    page.cleanup();
  }
  for (const { item, page, files } of plan.items) {
    const starts = [
      { page, what: item.shortName },
      ...files.map((each) => ({ page: each.page, what: each.file.name })),
    ];
    for (const { page: start, what } of starts) {
      if (!(await textOf(document, start)).includes(`—${start}—`))
        differences.push(`第 ${start} 页（${what}）没有页码`);
    }
  }
  const marks = await document.getOutline();
  const titles = new Set<string>();
  const walk = (items: typeof marks) => {
    for (const each of items ?? []) {
      titles.add(each.title);
      walk(each.items);
    }
  };
  walk(marks);
  for (const { item } of plan.items) {
    if (!titles.has(`${item.number}${item.shortName}`))
      differences.push(`缺少书签：${item.number}${item.shortName}`);
  }
  return differences;
}

async function textOf(
  document: Awaited<ReturnType<typeof getDocument>['promise']>,
  number: number,
): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join('')
    .replace(/\s/g, '');
}
