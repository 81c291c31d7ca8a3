import { z } from 'zod';

/** What travels between the window and pdfjs's worker, as far as it is listened to. */

/** Of what the worker is asked: to open a document. */
const opened = z.object({ action: z.literal('GetDocRequest') });
/** The instructions to draw a page, which come in pieces. */
const asked = z.object({
  action: z.literal('GetOperatorList'),
  sourceName: z.string(),
  streamId: z.number(),
  data: z.object({ pageIndex: z.number() }),
});
/** One of the pieces. */
const piece = z.object({
  targetName: z.string(),
  streamId: z.number(),
  chunk: z.object({ argsArray: z.array(z.unknown()) }),
});

/** A picture of a page, or a mask of one, unpacked. */
const picture = z.object({
  action: z.literal('obj'),
  data: z
    .tuple([z.string(), z.number(), z.literal('Image'), z.object({ width: z.number(), height: z.number() })])
    .rest(z.unknown()),
});

/** The same of a picture that other pages show too: pdfjs keeps it until the file is closed. */
const commonPicture = z.object({
  action: z.literal('commonobj'),
  data: z.tuple([z.string(), z.literal('Image'), z.object({ width: z.number(), height: z.number() })]),
});
/** One that the window has from another page already, and is to keep. */
const keptPicture = z.object({
  action: z.literal('commonobj'),
  data: z.tuple([z.string(), z.literal('CopyLocalImage')]).rest(z.unknown()),
});

/** Names a document and a page, from 1. */
export const pageKey = (document: string, page: number) => `${document} ${page}`;

export const opensDocument = (message: unknown) => opened.safeParse(message).success;

/** The page whose instructions are asked for, and the name of the stream that they come in. */
export function askedFor(message: unknown): { page: string; stream: string } | undefined {
  const { data } = asked.safeParse(message);
  if (data === undefined) return undefined;
  return {
    page: pageKey(data.sourceName, data.data.pageIndex + 1),
    stream: `${data.sourceName} ${data.streamId}`,
  };
}

/** Some instructions, and the stream that they came in. */
export function instructionsIn(
  message: unknown,
): { stream: string; argsArray: readonly unknown[] } | undefined {
  const { data } = piece.safeParse(message);
  if (data === undefined) return undefined;
  return { stream: `${data.targetName} ${data.streamId}`, ...data.chunk };
}

/** Pixels of the picture, or the mask of one, that was unpacked for a page; 0 for all else that is said. */
export function picturePixels(message: unknown): number {
  const { data } = picture.safeParse(message);
  if (data === undefined) return commonPixels(message);
  const { width, height } = data.data[3];
  return width * height;
}

/**
 * Pixels of a picture that is kept for other pages.
 *
 * @param unknown what one is taken for whose size is not said
 */
export function commonPixels(message: unknown, unknown = 0): number {
  const { data } = commonPicture.safeParse(message);
  if (data !== undefined) return data.data[2].width * data.data[2].height;
  return keptPicture.safeParse(message).success ? unknown : 0;
}

const tooLarge = z.object({
  dossier: z.literal('tooLarge'),
  /** As `pageKey` names it. */
  page: z.string(),
  isRefused: z.boolean(),
});
/** What our thread says, beside pdfjs: a page needs more than there may be at once, and perhaps something was refused to it. */
export const sayTooLarge = (page: string, isRefused: boolean): z.infer<typeof tooLarge> => ({
  ...{ dossier: 'tooLarge', page, isRefused },
});
export const heardTooLarge = (message: unknown) => tooLarge.safeParse(message).data;
