import type { HeadingBlock, ParagraphStyle } from '../book.ts';
import { HIDDEN_HEADING_STYLE, STYLE_NAMES } from './style-names.ts';

/** How a paragraph differs from its style: in a list, or printing a heading of the outline. */
export interface StyleVariant {
  style: ParagraphStyle;
  variant: 'list' | 'outline' | 'unlisted';
  /** Outline level 1–9 of `outline` and `unlisted`. */
  level: number;
}

/** Collects the variants that a document uses; gives their ids. */
export class StyleSheet {
  private readonly used = new Map<string, StyleVariant>();

  plain(style: ParagraphStyle): string {
    return STYLE_NAMES[style].id;
  }

  /** The style without its first-line indent: the list's own indent takes its place. */
  list(style: ParagraphStyle): string {
    return this.use(`${STYLE_NAMES[style].id}List`, { style, variant: 'list', level: 0 });
  }

  /**
   * The style of a heading. Headings that the 目录 leaves out although it lists their level get an outline
   * level below its depth, so that Word's “update” does not bring them in, and Word's outline still has them.
   */
  heading(style: ParagraphStyle, heading: HeadingBlock, contentsDepth: number): string {
    if (!heading.inContents && heading.level <= contentsDepth)
      return this.use(`${STYLE_NAMES[style].id}Unlisted${heading.level}`, {
        style,
        variant: 'unlisted',
        level: contentsDepth + 1,
      });
    if (style === `heading${heading.level}`) return STYLE_NAMES[style].id;
    return this.use(`${STYLE_NAMES[style].id}Outline${heading.level}`, {
      style,
      variant: 'outline',
      level: heading.level,
    });
  }

  /** A heading that nothing prints, kept for the outline. */
  hiddenHeading(level: HeadingBlock['level']): string {
    return `${HIDDEN_HEADING_STYLE}${level}`;
  }

  variants(): ReadonlyMap<string, StyleVariant> {
    return this.used;
  }

  private use(id: string, variant: StyleVariant): string {
    this.used.set(id, variant);
    return id;
  }
}

/** Outline level of a heading style as the book has it, from the id and, for Word's own, from the outline level. */
export function headingLevelOf(styleId: string, outlineLevel: number | undefined): number | undefined {
  const own = /(?:Unlisted|Outline)([1-9])$/u.exec(styleId);
  if (own) return Number(own[1]);
  return outlineLevel === undefined || outlineLevel > 8 ? undefined : outlineLevel + 1;
}
