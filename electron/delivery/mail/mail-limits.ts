/**
 * How large a mail may be. Mail servers measure the message as it travels, and that is what the limit counts:
 * in base64, 57 bytes become a line of 76 characters and its end, so 45 MB hold 32.9 MB of files. Counted
 * before, a part of 45 MB would travel as 62 MB, which the mailboxes of most districts refuse (QQ, 163: 50 MB).
 */
export const MAIL_LIMIT_MEGABYTES = 45;
export const SMALLEST_LIMIT_MEGABYTES = 1;
export const LARGEST_LIMIT_MEGABYTES = 100;

const BYTES_A_LINE = 57;
const LINE_BYTES = 78;
/** Headers and the letter, which names at most `MOST_FILES_NAMED` files. Bytes. */
const LETTER_BYTES = 24_000;
export const MOST_FILES_NAMED = 30;

/** Bytes of the message that carries a zip of so many bytes, at most. */
export function messageBytes(zipBytes: number): number {
  return Math.ceil(zipBytes / BYTES_A_LINE) * LINE_BYTES + LETTER_BYTES;
}

/** Bytes of the largest zip whose message keeps to the limit. */
export function zipCapacity(limitMegabytes: number): number {
  return Math.max(0, Math.floor((limitMegabytes * 1e6 - LETTER_BYTES) / LINE_BYTES) * BYTES_A_LINE);
}

/** Bytes that a zip has beside its entries, at most: both end records and their locator. */
export const ZIP_FRAME_BYTES = 100;

/**
 * Bytes that a file takes in a zip, at most: stored as it is, or deflated, which adds 5 bytes to a block of
 * 16 KB that does not shrink; its name stands twice, with headers and descriptors in their 64-bit form.
 *
 * @param name of the entry, with the folder that it lies in
 */
export function zippedBytes(name: string, bytes: number): number {
  return bytes + Math.ceil(bytes / 2_000) + 2 * new TextEncoder().encode(name).length + 200;
}
