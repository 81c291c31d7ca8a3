import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** A part of a mail: its headers by lower-case name, and its content decoded. */
interface MailPart {
  headers: ReadonlyMap<string, string>;
  bytes: number;
  sha256: string;
}

export interface ReadMail {
  headers: ReadonlyMap<string, string>;
  parts: MailPart[];
  /** The closing boundary was there: nothing was cut off. */
  closed: boolean;
}

function headersOf(lines: readonly string[]): Map<string, string> {
  const unfolded = lines
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  return new Map(
    unfolded.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
}

function boundaryOf(headers: ReadonlyMap<string, string>): string | undefined {
  return /boundary="?([^";]+)"?/i.exec(headers.get('content-type') ?? '')?.[1];
}

/** Puts a part together from its lines. */
class PartReader {
  readonly #head: string[] = [];
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #inHead = true;

  take(line: string): void {
    if (!this.#inHead) {
      const piece = Buffer.from(line, 'base64');
      this.#hash.update(piece);
      this.#bytes += piece.length;
    } else if (line === '') this.#inHead = false;
    else this.#head.push(line);
  }

  end(): MailPart {
    return { headers: headersOf(this.#head), bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

/** Reads a mail of one level, all of whose parts are base64, as `writeMailDraft` writes them; of any length. */
export async function readMailDraft(path: string, signal?: AbortSignal): Promise<ReadMail> {
  const stream = createReadStream(path, signal === undefined ? {} : { signal });
  // A failure of the stream does not reach who reads its lines.
  const failed = new Promise<never>((_resolve, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  const head: string[] = [];
  const parts: MailPart[] = [];
  let headers: Map<string, string> | undefined;
  let boundary: string | undefined;
  let part: PartReader | undefined;
  let closed = false;
  const read = async () => {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (headers === undefined) {
        if (line !== '') head.push(line);
        else {
          headers = headersOf(head);
          boundary = boundaryOf(headers);
        }
        continue;
      }
      const isEnd = line === `--${boundary}--`;
      if (!isEnd && line !== `--${boundary}`) {
        part?.take(line);
        continue;
      }
      if (part !== undefined) parts.push(part.end());
      part = isEnd ? undefined : new PartReader();
      closed ||= isEnd;
    }
  };
  await Promise.race([read(), failed]);
  return { headers: headers ?? new Map(), parts, closed };
}
