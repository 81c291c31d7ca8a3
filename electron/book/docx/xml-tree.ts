import { SaxesParser } from 'saxes';

/** An element of a part, with its text and elements in order. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/** Nothing that Word writes nests deeper; what reads the tree calls itself for each level. */
const DEEPEST = 300;

/**
 * Reads a part into a tree.
 * @throws Error for XML that is not well formed, has a document type (Word writes none; entity bombs need one),
 *   or nests deeper than 300
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on('doctype', () => {
    throw new Error('document type is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= DEEPEST) throw new Error(`elements nest deeper than ${DEEPEST}`);
    const element: XmlElement = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (piece: string) => {
    open.at(-1)?.children.push(piece);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  if (!root) throw new Error('no element');
  return root;
}

export function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child) => typeof child !== 'string');
}

export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((each): each is XmlElement => typeof each !== 'string' && each.name === name);
}

/** The element that a chain of names leads to, from parent to child. */
export function descend(parent: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  return names.reduce(child, parent);
}

/** All elements of that name below, in document order. */
export function* descendants(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const element of elements(parent)) {
    if (element.name === name) yield element;
    yield* descendants(element, name);
  }
}

/** The text below, as it stands. */
export function textOf(parent: XmlElement | undefined): string {
  return (parent?.children ?? []).map((each) => (typeof each === 'string' ? each : textOf(each))).join('');
}

/** `w:val` of the child of that name. */
export function wordValue(parent: XmlElement | undefined, name: string): string | undefined {
  return child(parent, name)?.attributes['w:val'];
}
