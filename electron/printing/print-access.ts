import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { OpaqueFiles } from '../security/opaque-files.ts';
import { SCHEME } from '../security/origin.ts';

/** Chromium's own PDF viewer, which is an extension of this fixed id, and what its pages are made of. */
const VIEWER = ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/', 'chrome://resources/'];
/** Another host than the window's: nothing that is printed has a right of the window. */
const PAPERS = `${SCHEME}://print/`;

/** @param file address that `OpaqueFiles` gave */
export function printAddress(file: string): string {
  // The viewer's own buttons would open the dialog with one copy.
  return `${PAPERS}${file.slice('/file/'.length)}#toolbar=0`;
}

/** @returns whether the page that prints may fetch it, or show it in a frame */
export function mayPrintPageLoad(address: string): boolean {
  return [PAPERS, ...VIEWER].some((start) => address.startsWith(start));
}

/**
 * Answers for the page that prints: the offered PDF and nothing else. Without the window's policy: its
 * `frame-ancestors 'none'` keeps the viewer's own frame out, and then nothing is ever ready to print.
 */
export function makePrintProtocol(files: OpaqueFiles): (request: Request) => Promise<Response> {
  return async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === 'print' ? files.find(pathname.slice(1)) : undefined;
    if (file === undefined || request.method !== 'GET') return new Response(null, { status: 404 });
    const { size } = await stat(file.path);
    const stream = createReadStream(file.path, { signal: request.signal });
    // Node's web stream and the one of `Response` are the same class under two names.
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        'Content-Type': file.type,
        'Content-Length': String(size),
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  };
}
