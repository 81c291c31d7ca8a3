import { z } from 'zod';
import { address } from './values.ts';

const points = z.number();

/** The part of a page that is sealed, signed or dated; pt from the page's upper left corner. */
export const sealSpot = z.strictObject({
  shape: z.enum(['circle', 'box']),
  x: points,
  y: points,
  widthPt: points,
  heightPt: points,
});

/** A place of the bound book that is sealed, signed or dated on paper. */
export const sealPlace = z.strictObject({
  number: z.number().int().positive(),
  where: z.string(),
  what: z.string(),
  /** Of the bound book, 1-based; null where layout gives none. */
  page: z.number().int().positive().nullable(),
  /** Null for evidence, on which no words tell it. */
  spot: sealSpot.nullable(),
});
export type SealPlace = z.infer<typeof sealPlace>;

/** What 盖章与装订说明 tells. */
export const sealGuide = z.strictObject({
  /** The bound book. */
  address,
  places: z.array(sealPlace),
  printing: z.array(z.strictObject({ name: z.string(), words: z.string() })),
  /** How a 骑缝章 is made, where one is wanted. */
  edgeSeal: z.string(),
});
export type SealGuide = z.infer<typeof sealGuide>;
