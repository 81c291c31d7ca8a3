import type { PreparedPicture } from '../book.ts';
import type { TextPiece } from './break-lines.ts';

/** What stands on a page, in pt from its upper left corner; drawn in this order, which is the reading order. */
export type PageItem =
  | { kind: 'text'; x: number; baseline: number; piece: TextPiece }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number }
  | {
      kind: 'picture';
      x: number;
      y: number;
      widthPt: number;
      heightPt: number;
      picture: PreparedPicture;
      key: string;
    }
  | { kind: 'frame'; x: number; y: number; widthPt: number; heightPt: number }
  | { kind: 'anchor'; id: string; y: number }
  /** A line of the contents whose number is known only after layout. */
  | {
      kind: 'pageNumber';
      x: number;
      baseline: number;
      textEnd: number;
      rightEdge: number;
      target: ContentsTarget;
    };

export type ContentsTarget = { heading: string } | { evidence: string };

export interface LaidPage {
  items: PageItem[];
}

/** Printed in the frame of a picture that cannot be read. */
export const MISSING_PICTURE = '插图无法读取';
