import { FileChild, type XmlComponent } from 'docx';

type AttributeValue = string | number;

/**
 * An element that the library has no class for (content control of the contents, field characters).
 * A FileChild, so that it may stand in a section as well as in a run.
 */
export class RawElement extends FileChild {
  constructor(
    name: string,
    attributes: Readonly<Record<string, AttributeValue>> = {},
    children: readonly (XmlComponent | string)[] = [],
  ) {
    super(name);
    if (Object.keys(attributes).length > 0) this.root.push(new RawAttributes(attributes));
    for (const child of children) this.root.push(child);
  }
}

/** The library takes `_attr` for the attributes of the element that holds it. */
class RawAttributes extends FileChild {
  private readonly values: Readonly<Record<string, AttributeValue>>;

  constructor(values: Readonly<Record<string, AttributeValue>>) {
    super('_attr');
    this.values = values;
  }

  override prepForXml(): { _attr: Readonly<Record<string, AttributeValue>> } {
    return { _attr: this.values };
  }
}
