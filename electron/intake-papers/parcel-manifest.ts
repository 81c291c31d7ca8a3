import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../package/canonical-json.ts';

/** 上报材料清单: what a district's parcel holds. It lies where a package has its own, and says by `kind` that it is another. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const parcelManifestSchema = z.strictObject({
  kind: z.literal('parcel'),
  formatVersion: z.literal(1),
  /** The program that wrote the parcel, and its version. */
  writtenBy: z.strictObject({ program: z.string(), version: z.string() }),
  notice: z.string(),
  noticeNumber: z.string(),
  district: z.string(),
  recommender: z.string(),
  /** Local day. */
  createdOn: z.iso.date(),
  /** Whatever is recommended, table by table in the table's order. */
  entries: z.array(
    z.strictObject({
      /** “附件2”, and the serial number there. */
      annex: z.string(),
      number: z.number().int().positive(),
      programme: z.enum(['benchmark', 'product']),
      applicant: z.string(),
      creditCode: z.string(),
      twinCode: z.string(),
      state: z.string(),
      /** Path of its files in the parcel; null where the district has none (typed in by hand). */
      folder: z.string().nullable(),
      /** Files whose names Windows does not take, by the name that they have here. */
      renamed: z.record(z.string(), z.string()),
    }),
  ),
  /** Hash of the canonical content of all the other entries, so that a change of any is seen. */
  sha256,
  /** Every file of the parcel but this one; paths with `/`, sorted. */
  files: z.array(z.strictObject({ path: z.string().min(1), bytes: z.number().int().nonnegative(), sha256 })),
});
export type ParcelManifest = z.infer<typeof parcelManifestSchema>;

function ownHash({ sha256: _own, ...content }: Omit<ParcelManifest, 'sha256'> & { sha256?: string }): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** The bytes of a parcel's `manifest.json`, sealed with its own hash, files sorted by path. */
export function writeParcelManifest(
  content: Omit<ParcelManifest, 'sha256' | 'kind' | 'formatVersion'>,
): Uint8Array {
  const whole = {
    ...({ kind: 'parcel', formatVersion: 1 } as const),
    ...content,
    files: [...content.files].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  const manifest = parcelManifestSchema.parse({ ...whole, sha256: ownHash(whole) });
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** @returns undefined for anything that is no parcel's manifest, or was changed by hand */
export function readParcelManifest(bytes: Uint8Array): ParcelManifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
  const { success, data } = parcelManifestSchema.safeParse(value);
  return success && data.sha256 === ownHash(data) ? data : undefined;
}
