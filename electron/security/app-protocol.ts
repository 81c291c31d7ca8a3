import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileOfAddress } from './asset-path.ts';
import { readRange } from './byte-range.ts';
import { contentSecurityPolicy, makeNonce, NONCE_PLACEHOLDER } from './content-security-policy.ts';
import type { OfferedFile, OpaqueFiles } from './opaque-files.ts';
import { isOurs } from './origin.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  // Character maps and fonts of pdfjs.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
};

function headersFor(type: string, nonce: string): Headers {
  return new Headers({
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
}

function refuse(status: 403 | 404 | 405): Response {
  const headers = headersFor('text/plain; charset=utf-8', makeNonce());
  if (status === 405) headers.set('Allow', 'GET, HEAD');
  return new Response(null, { status, headers });
}

async function giveAsset(file: string, withBody: boolean): Promise<Response> {
  const type = TYPES[path.extname(file)];
  if (type === undefined) return refuse(404);
  const nonce = makeNonce();
  const headers = headersFor(type, nonce);
  const content = await readFile(file);
  const body = file.endsWith('.html')
    ? Buffer.from(content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce))
    : content;
  headers.set('Content-Length', String(body.byteLength));
  return new Response(withBody ? new Uint8Array(body) : null, { headers });
}

/** Evidence and previews, streamed; a Range is answered in parts. */
async function giveFile(
  file: { path: string; type: string },
  request: Request,
  withBody: boolean,
): Promise<Response> {
  const { size } = await stat(file.path);
  const headers = headersFor(file.type, makeNonce());
  headers.set('Accept-Ranges', 'bytes');
  const range = readRange(request.headers.get('Range'), size);
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set('Content-Length', String(end - start + 1));
  if (range !== undefined) headers.set('Content-Range', `bytes ${start}-${end}/${size}`);
  const status = range === undefined ? 200 : 206;
  if (!withBody || size === 0) return new Response(null, { status, headers });
  const stream = createReadStream(file.path, { start, end, signal: request.signal });
  // Node's web stream and the one of `Response` are the same class under two names.
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
}

/** A page of a PDF, from 1, as a JPEG picture. @throws where it cannot be drawn */
export type DrawPage = (path: string, page: number, signal: AbortSignal) => Promise<Uint8Array>;

/** Empty where it cannot be drawn. */
async function givePage(
  file: OfferedFile,
  page: number,
  drawPage: DrawPage,
  signal: AbortSignal,
): Promise<Response> {
  if (file.type !== 'application/pdf') return refuse(404);
  try {
    const picture = await drawPage(file.path, page, signal);
    const headers = headersFor('image/jpeg', makeNonce());
    headers.set('Content-Length', String(picture.byteLength));
    return new Response(new Uint8Array(picture), { headers });
  } catch {
    // Nothing was asked wrongly, and nothing is there: the window says that the page cannot be shown, for whatever reason.
    return new Response(null, { status: 204, headers: headersFor('text/plain; charset=utf-8', makeNonce()) });
  }
}

/**
 * Answers every request of the window: the built renderer, files under opaque ids, and below the id of a PDF its pages
 * as pictures. Only GET and HEAD, only our host, only files within the folder.
 *
 * @param folder of the built renderer
 */
export function makeAppProtocol(
  folder: string,
  files: OpaqueFiles,
  drawPage: DrawPage,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOurs(request.url)) return refuse(403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const withBody = request.method === 'GET';
    const [, id, page] =
      /^\/file\/([\w-]+)(?:\/page\/([1-9]\d{0,5}))?$/.exec(new URL(request.url).pathname) ?? [];
    if (id !== undefined) {
      const offered = files.find(id);
      if (offered === undefined || (await offered.make?.()) === false) return refuse(404);
      if (page === undefined) return giveFile(offered, request, withBody);
      return withBody ? givePage(offered, Number(page), drawPage, request.signal) : refuse(405);
    }
    const asset = await fileOfAddress(folder, request.url);
    return asset === undefined ? refuse(404) : giveAsset(asset, withBody);
  };
}
