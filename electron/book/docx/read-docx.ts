import { type DocxParts, damaged, openDocxParts } from './docx-parts.ts';
import { allBlocks, type ReadBlock } from './read-blocks.ts';
import { paragraphText, readBlocks } from './read-body.ts';
import { NumberingReader } from './read-numbering.ts';
import {
  child,
  descend,
  descendants,
  elements,
  parseXml,
  textOf,
  wordValue,
  type XmlElement,
} from './xml-tree.ts';

export type MarginKind = 'default' | 'even' | 'first';

export interface ReadDocx {
  /** Everything in the body, in order; tables hold their cells, cells their blocks. */
  blocks: ReadBlock[];
  /** All headings, those inside tables too, in reading order. */
  headings: { level: number; text: string }[];
  /** Footers by the pages that they stand on. */
  footers: Map<MarginKind, { text: string; hasPageNumber: boolean }>;
  /** Watermarks by the pages that they stand on. */
  watermarks: Map<MarginKind, string>;
  properties: { title: string; subject: string; creator: string; keywords: string };
  /** Pictures in the text whose files are there. */
  pictureCount: number;
}

const DOCUMENT = 'word/document.xml';

/**
 * Reads what a Word document says. Takes bytes from anywhere: refuses what is not a .docx, broken XML, document
 * types and oversized parts.
 * @throws DossierError `archiveDamaged`
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocx> {
  const parts = await openDocxParts(bytes);
  const document = await tree(parts, DOCUMENT);
  const body = child(document, 'w:body');
  if (!body) return damaged(new Error(`no ${DOCUMENT}`));
  const relations = await readRelations(parts);
  const blocks = readBlocks(body, {
    outlineLevels: outlineLevels(await tree(parts, 'word/styles.xml')),
    numbering: new NumberingReader(await tree(parts, 'word/numbering.xml')),
    hasPicture: (id) => (parts.size(relations.get(id) ?? '') ?? 0) > 0,
  });
  const all = [...allBlocks(blocks)];
  return {
    blocks,
    headings: all.flatMap((block) =>
      block.kind === 'heading' ? [{ level: block.level, text: block.text }] : [],
    ),
    ...(await readMargins(parts, body, relations)),
    properties: await readProperties(parts),
    pictureCount: all.reduce((count, block) => count + (block.kind === 'pictures' ? block.count : 0), 0),
  };
}

async function tree(parts: DocxParts, path: string): Promise<XmlElement | undefined> {
  const text = await parts.text(path);
  try {
    return text === undefined ? undefined : parseXml(text);
  } catch (error) {
    return damaged(new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`));
  }
}

/** Paths of the parts that the document points to, by relationship id. */
async function readRelations(parts: DocxParts): Promise<Map<string, string>> {
  const root = await tree(parts, 'word/_rels/document.xml.rels');
  const relations = new Map<string, string>();
  for (const { attributes } of root ? elements(root) : []) {
    const target = attributes.Target ?? '';
    if (attributes.TargetMode !== 'External')
      relations.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `word/${target}`);
  }
  return relations;
}

/** Outline level of each style, taken from the style it is based on where it states none. */
function outlineLevels(styles: XmlElement | undefined): Map<string, number> {
  const byId = new Map<string, XmlElement>();
  for (const style of styles ? elements(styles) : [])
    if (style.name === 'w:style') byId.set(style.attributes['w:styleId'] ?? '', style);
  const levels = new Map<string, number>();
  for (const id of byId.keys()) {
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const style: XmlElement | undefined = byId.get(at);
      const own = wordValue(child(style, 'w:pPr'), 'w:outlineLvl');
      if (own !== undefined) {
        levels.set(id, Number(own));
        break;
      }
      at = wordValue(style, 'w:basedOn');
    }
  }
  return levels;
}

async function readMargins(parts: DocxParts, body: XmlElement, relations: ReadonlyMap<string, string>) {
  const footers: ReadDocx['footers'] = new Map();
  const watermarks: ReadDocx['watermarks'] = new Map();
  for (const reference of elements(child(body, 'w:sectPr') ?? { name: '', attributes: {}, children: [] })) {
    const kind = marginKind(reference.attributes['w:type']);
    const isFooter = reference.name === 'w:footerReference';
    if (kind === undefined || (!isFooter && reference.name !== 'w:headerReference')) continue;
    const part = await tree(parts, relations.get(reference.attributes['r:id'] ?? '') ?? '');
    if (!part) continue;
    if (isFooter)
      footers.set(kind, {
        text: elements(part).map(paragraphText).join('\n'),
        hasPageNumber: [...descendants(part, 'w:instrText')].some((field) =>
          /^\s*PAGE\b/u.test(textOf(field)),
        ),
      });
    else {
      // The shape's type has a text path too, without text.
      for (const { attributes } of descendants(part, 'v:textpath'))
        if (attributes.string) watermarks.set(kind, attributes.string);
    }
  }
  return { footers, watermarks };
}

function marginKind(type: string | undefined): MarginKind | undefined {
  return type === 'default' || type === 'even' || type === 'first' ? type : undefined;
}

async function readProperties(parts: DocxParts): Promise<ReadDocx['properties']> {
  const core = await tree(parts, 'docProps/core.xml');
  const text = (name: string) => textOf(descend(core, name));
  return {
    title: text('dc:title'),
    subject: text('dc:subject'),
    creator: text('dc:creator'),
    keywords: text('cp:keywords'),
  };
}
