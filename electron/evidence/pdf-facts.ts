import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFStream,
} from '@cantoo/pdf-lib';
import type { FileFacts, PageFacts } from '../../shared/form/evidence-facts.ts';
import { MM, PAGE } from '../book/layout.ts';
import { IDENTITY, type Matrix, multiply } from './matrix.ts';
import { isTurned, turnedSize } from './page-placement.ts';
import { drawingWeight, type FormWeights, MOST_OPERATORS } from './page-weight.ts';
import { type ContentScan, decodeContent, scanContent } from './pdf-content.ts';
import { openPdf } from './pdf-document.ts';
import { crowdedPage, DamagedPdf, type PdfPage, readNumbers, readPdfPages } from './pdf-pages.ts';
import { isBlankScan, isReadableScan, readNumber } from './scan-picture.ts';

/** A picture that covers this much of a page makes it a scan. */
const SCAN_SHARE = 0.5;
const DEEPEST_FORM = 5;
const MOST_FORMS = 200;

/** Pages, remarks and problem of a PDF; never throws for what is wrong with the file. */
export async function inspectPdf(
  bytes: Uint8Array,
): Promise<Pick<FileFacts, 'pages' | 'problem' | 'remarks'>> {
  const opened = await openPdf(bytes);
  if (opened.document === undefined) return { pages: [], problem: opened.problem, remarks: [] };
  try {
    const unprintable = whyNotOnPages(opened.document);
    if (unprintable !== undefined)
      return { pages: [], problem: { code: 'unsupported', ...unprintable }, remarks: [] };
    const pages = readPdfPages(opened.document);
    if (pages.length === 0) return { pages: [], problem: { code: 'noPages' }, remarks: [] };
    const crowded = crowdedPage(pages);
    if (crowded !== undefined)
      return { pages: [], problem: { code: 'unsupported', ...tooManyAnnotations(crowded) }, remarks: [] };
    if (endsTooSoon(bytes) && losesObjects(pages)) {
      return { pages: [], problem: { code: 'damaged', detail: '文件末尾缺失，部分内容已丢失' }, remarks: [] };
    }
    const facts: PageFacts[] = [];
    const weights: FormWeights = new Map();
    for (const [index, page] of pages.entries()) {
      const read = await pageFacts(page, index + 1, weights);
      if (read === 'tooComplex')
        return { pages: [], problem: { code: 'unsupported', ...tooComplex(index + 1) }, remarks: [] };
      facts.push(read);
    }
    return { pages: facts, remarks: pdfRemarks(opened.document, pages, opened.ownerLocked) };
  } catch (error) {
    const detail = error instanceof DamagedPdf ? error.message : 'PDF 内容无法读取';
    return { pages: [], problem: { code: 'damaged', detail }, remarks: [] };
  }
}

/** What makes a PDF whose pages do not hold its content; the pages themselves only ask for another viewer. */
function whyNotOnPages(document: PDFDocument): { reason: string; remedy: string } | undefined {
  const catalog = document.context.lookup(document.context.trailerInfo.Root);
  if (!(catalog instanceof PDFDict)) return undefined;
  if (catalog.lookup(PDFName.of('NeedsRendering')) === PDFBool.True) {
    return {
      reason: '是动态表单（XFA），页面上没有内容',
      remedy: '请用 Adobe Reader 打开并打印为 PDF 后再添加',
    };
  }
  if (catalog.lookup(PDFName.of('Collection')) instanceof PDFDict) {
    return { reason: '是 PDF 文件包，内容在其附件里', remedy: '请取出其中的文件，逐个添加' };
  }
  return undefined;
}

const tooManyAnnotations = (page: number) => ({
  reason: `第 ${page} 页有上万条批注，无法显示`,
  remedy: '请用 PDF 软件打印为新的 PDF（批注一起印上）后再添加',
});

const tooComplex = (page: number) => ({
  reason: `第 ${page} 页由几百万个图形或文字组成，打开和打印都可能卡住`,
  remedy: '请用 PDF 软件把这一页存为图片后再添加',
});

/** A whole file names its cross-reference table after the last object. */
function endsTooSoon(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return file.lastIndexOf('startxref') < file.lastIndexOf('endobj');
}

/** Whether fonts, pictures or anything else that the pages need was in the part that is cut off. */
function losesObjects(pages: readonly PdfPage[]): boolean {
  const seen = new Set<PDFObject>();
  const waiting: PDFObject[] = pages.flatMap((page) => [
    ...(page.resources === undefined ? [] : [page.resources]),
    ...page.annotations,
  ]);
  const context = pages[0]?.dict.context;
  for (let next = waiting.pop(); next !== undefined && context !== undefined; next = waiting.pop()) {
    const object = context.lookup(next);
    if (object === undefined || object instanceof PDFInvalidObject) return true;
    if (seen.has(object)) continue;
    seen.add(object);
    if (object instanceof PDFDict) waiting.push(...object.values());
    else if (object instanceof PDFArray) waiting.push(...object.asArray());
    else if (object instanceof PDFStream) waiting.push(...object.dict.values());
  }
  return false;
}

interface Drawing {
  draws: boolean;
  writes: boolean;
  pictures: {
    stream: PDFStream;
    coveredPt2: number;
    widthPx: number;
    heightPx: number;
    widthPt: number;
    heightPt: number;
  }[];
  forms: number;
}

async function pageFacts(
  page: PdfPage,
  number: number,
  weights: FormWeights,
): Promise<PageFacts | 'tooComplex'> {
  const box = { width: page.box.width * page.userUnit, height: page.box.height * page.userUnit };
  const { width, height } = turnedSize(box, page.rotate);
  const drawing: Drawing = { draws: false, writes: false, pictures: [], forms: 0 };
  const parts = page.contents.map(decodeContent);
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) drawing.draws = true;
  const scan = survey(drawing, known, page.resources, IDENTITY, 0);
  if (drawingWeight(scan, page.resources, weights) > MOST_OPERATORS) return 'tooComplex';

  const area = page.box.width * page.box.height;
  const main = drawing.pictures.toSorted((a, b) => b.coveredPt2 - a.coveredPt2)[0];
  const isScan = main !== undefined && main.coveredPt2 >= area * SCAN_SHARE;
  // A scan whose picture no decoder opens is an empty page in every viewer.
  if (isScan && !(await isReadableScan(main.stream))) throw new DamagedPdf(`第 ${number} 页的扫描图像已损坏`);
  // The book prints a page larger than A4 reduced, a smaller one at its own size.
  const reduced = Math.min(
    1,
    PAGE.heightPt / Math.max(width, height),
    PAGE.widthPt / Math.min(width, height),
  );
  const printed = page.userUnit * reduced;
  const dpi = isScan
    ? Math.round(
        Math.min(main.widthPx / (main.widthPt * printed), main.heightPx / (main.heightPt * printed)) * 72,
      )
    : undefined;
  return {
    widthMm: Math.round((width / MM) * 10) / 10,
    heightMm: Math.round((height / MM) * 10) / 10,
    landscape: width > height,
    turned: isTurned(box, page.rotate),
    ...(dpi === undefined || !Number.isFinite(dpi) ? {} : { dpi }),
    blank: await isBlankPage(drawing, page, main?.stream),
  };
}

/** Gathers what the content draws, through forms (XObjects that are content themselves) as well. @returns the content itself */
function survey(
  drawing: Drawing,
  parts: Uint8Array[],
  resources: PDFDict | undefined,
  start: Matrix,
  depth: number,
): ContentScan {
  const scan = scanContent(parts, start);
  drawing.draws ||= scan.draws;
  drawing.writes ||= scan.writes;
  const objects = resources?.lookup(PDFName.of('XObject'));
  if (!(objects instanceof PDFDict)) return scan;
  for (const { name, matrix } of scan.shown) {
    const shown = objects.lookup(PDFName.of(name));
    if (!(shown instanceof PDFStream)) continue;
    if (shown.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image'))
      drawing.pictures.push(readPicture(shown, matrix));
    else if (depth < DEEPEST_FORM && drawing.forms < MOST_FORMS) {
      drawing.forms += 1;
      const content = decodeContent(shown);
      const own = shown.dict.lookup(PDFName.of('Resources'));
      const map = shown.dict.lookup(PDFName.of('Matrix'));
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] =
        (map instanceof PDFArray ? readNumbers(map, 6) : undefined) ?? [];
      if (content === undefined) drawing.draws = true;
      else
        survey(
          drawing,
          [content],
          own instanceof PDFDict ? own : resources,
          multiply([a, b, c, d, e, f], matrix),
          depth + 1,
        );
    } else drawing.draws = true;
  }
  return scan;
}

function readPicture(stream: PDFStream, [a, b, c, d]: Matrix): Drawing['pictures'][number] {
  return {
    stream,
    coveredPt2: Math.abs(a * d - b * c),
    widthPx: readNumber(stream, 'Width'),
    heightPx: readNumber(stream, 'Height'),
    widthPt: Math.hypot(a, b),
    heightPt: Math.hypot(c, d),
  };
}

async function isBlankPage(drawing: Drawing, page: PdfPage, main: PDFStream | undefined): Promise<boolean> {
  const marked = page.annotations.some((each) => each.lookup(PDFName.of('Subtype')) !== PDFName.of('Link'));
  if (drawing.draws || drawing.writes || marked) return false;
  if (main === undefined) return true;
  return drawing.pictures.length === 1 && isBlankScan(main);
}

function pdfRemarks(document: PDFDocument, pages: PdfPage[], ownerLocked: boolean): FileFacts['remarks'] {
  const remarks = new Set<FileFacts['remarks'][number]>();
  if (ownerLocked) remarks.add('ownerLocked');
  const comments = [
    'Text',
    'FreeText',
    'Highlight',
    'Underline',
    'StrikeOut',
    'Squiggly',
    'Caret',
    'Ink',
  ].map((each) => PDFName.of(each));
  for (const annotation of pages.flatMap((page) => page.annotations)) {
    const kind = annotation.lookup(PDFName.of('Subtype'));
    if (kind instanceof PDFName && comments.includes(kind)) remarks.add('hasComments');
    const parent = annotation.lookup(PDFName.of('Parent'));
    const field = parent instanceof PDFDict && parent.has(PDFName.of('FT')) ? parent : annotation;
    if (field.lookup(PDFName.of('FT')) === PDFName.of('Sig') && field.has(PDFName.of('V')))
      remarks.add('signed');
  }
  const form = document.context.lookup(document.context.trailerInfo.Root);
  const acroForm = form instanceof PDFDict ? form.lookup(PDFName.of('AcroForm')) : undefined;
  const flags = acroForm instanceof PDFDict ? acroForm.lookup(PDFName.of('SigFlags')) : undefined;
  if (flags instanceof PDFNumber && (flags.asNumber() & 2) !== 0) remarks.add('signed');
  return [...remarks];
}
