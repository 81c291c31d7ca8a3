import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { pageTurn, placeBox, type Turn } from '../../evidence/page-placement.ts';
import { decodeContent, scanContent } from '../../evidence/pdf-content.ts';
import type { PdfPage } from '../../evidence/pdf-pages.ts';
import { wrapText } from '../../evidence/text-wrap.ts';
import { moveAnnotation, precise, showAppearance, splitAnnotations } from './annotations.ts';
import type { BoundPages, PageBody } from './bound-pages.ts';
import type { Graft } from './graft.ts';
import { Ink } from './ink.ts';

const name = (text: string): PDFName => PDFName.of(text);

/** Adds a page of an evidence PDF: upright on A4 above the footer, with its seals, signatures and marks. */
export async function addPdfPage(
  pages: BoundPages,
  graft: Graft,
  page: PdfPage,
  byHand: Turn,
): Promise<PDFRef> {
  const size = { width: page.box.width * page.userUnit, height: page.box.height * page.userUnit };
  const turn = pageTurn(size, page.rotate, byHand);
  const { matrix } = placeBox(page.box, turn, page.userUnit);
  const annotations = splitAnnotations(page);
  const resources = copyResources(graft, page);

  const scan = scanContent(page.contents.map(decodeContent).filter((part) => part !== undefined));
  const { x, y, width, height } = page.box;
  const before = [
    `q ${matrix.map(precise).join(' ')} cm`,
    `${[x, y, width, height].map(precise).join(' ')} re W n`,
    // Content that restores more than it saved would undo the matrix above: give it something to restore.
    'q '.repeat(scan.surplusRestores),
  ].join('\n');
  const shown = annotations.appearances.map((appearance, index) => {
    const resource = `DossierSeal${index + 1}`;
    resourceDict(resources, 'XObject', pages.document).set(
      name(resource),
      graft.copy(asForm(appearance.stream, page)),
    );
    return showAppearance(appearance, resource);
  });
  const ink = new Ink();
  for (const { text, box, sizePt } of annotations.typed) {
    const lines = wrapText(text, box.width - 4, sizePt);
    let baseline =
      lines.length === 1 ? box.y + (box.height - sizePt) / 2 + sizePt * 0.14 : box.y + box.height - sizePt;
    for (const line of lines) {
      await pages.pen.write(ink, line, box.x + 2, baseline, { role: 'songti', sizePt });
      baseline -= sizePt * 1.2;
    }
  }
  const after = ['Q '.repeat(scan.unclosedSaves), ...shown, '0 g', ink.content(), 'Q'].join('\n');

  const body: PageBody = {
    carried: ink,
    content: { before, streams: page.contents.map((stream) => copyContent(graft, page, stream)), after },
    resources,
    annotations: annotations.drawnByViewer.map((each) =>
      pages.document.context.register(graft.copy(moveAnnotation(each, matrix))),
    ),
  };
  const group = page.dict.lookup(name('Group'));
  if (group !== undefined) body.group = graft.copy(group);
  return pages.add(body);
}

/** An appearance need not say that it is a form; `Do` shows nothing else. */
function asForm(stream: PDFObject, page: PdfPage): PDFObject {
  const target = page.dict.context.lookup(stream);
  if (target !== undefined && 'dict' in target && target.dict instanceof PDFDict) {
    target.dict.set(name('Subtype'), name('Form'));
  }
  return stream;
}

function copyContent(graft: Graft, page: PdfPage, stream: PDFObject): PDFObject {
  const entry = page.dict.get(name('Contents'));
  const list = page.dict.context.lookup(entry);
  const refs = list instanceof PDFArray ? list.asArray() : [entry];
  const ref = refs.find((each) => each instanceof PDFRef && page.dict.context.lookup(each) === stream);
  return graft.copy(ref ?? stream);
}

/** The page's resources, with the dictionaries that we add to made its own. */
function copyResources(graft: Graft, page: PdfPage): Map<PDFName, PDFObject> {
  const resources = new Map<PDFName, PDFObject>();
  for (const [key, value] of page.resources?.entries() ?? []) {
    const target = page.dict.context.lookup(value);
    resources.set(key, graft.copy(target instanceof PDFDict ? target : value));
  }
  return resources;
}

function resourceDict(resources: Map<PDFName, PDFObject>, category: string, document: PDFDocument): PDFDict {
  const found = resources.get(name(category));
  if (found instanceof PDFDict) return found;
  const made = document.context.obj({});
  resources.set(name(category), made);
  return made;
}
