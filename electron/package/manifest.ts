import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import { PACKAGE_SIGNS } from '../../shared/package-signs.ts';
import { canonicalJson } from './canonical-json.ts';

export const MANIFEST_FILE = PACKAGE_SIGNS.manifest;
export const MANIFEST_FORMAT_VERSION = 1;
const LARGEST_MANIFEST = 16 << 20;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  formatVersion: z.literal(MANIFEST_FORMAT_VERSION),
  /** The program that wrote the package, and its version. */
  writtenBy: z.strictObject({ program: z.string(), version: z.string() }),
  notice: z.string(),
  noticeNumber: z.string(),
  programme: z.enum(['benchmark', 'product']),
  applicant: z.string(),
  creditCode: z.string(),
  destinationDistrict: z.string(),
  twinCode: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
  /** Exported although findings block: “草稿” stands across every page. */
  incomplete: z.boolean(),
  /** Local day of the export. */
  createdOn: z.iso.date(),
  /** Pages of 02 and of 03. */
  pages: z.strictObject({ book: z.number().int().positive(), bound: z.number().int().positive() }),
  /** Only where sealed pages are back in place: which page of 06 shows which scan. */
  sealed: z
    .strictObject({
      /** Local day. */
      sealedOn: z.iso.date(),
      pages: z
        .array(
          z.strictObject({
            /** Of the bound book, 1-based. */
            page: z.number().int().positive(),
            /** The scan's path in the package, its page (1-based), and the file's hash. */
            scan: z.string().min(1),
            scanPage: z.number().int().positive(),
            sha256,
            /** What told its place: the code on the page, or a person. */
            placedBy: z.enum(['code', 'person']),
          }),
        )
        .min(1),
    })
    .optional(),
  /** Hash of the canonical content of all the other entries, so that a change of any is seen. */
  sha256,
  /** Every file of the package but this one; paths with `/`, sorted. */
  files: z.array(z.strictObject({ path: z.string().min(1), bytes: z.number().int().nonnegative(), sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];

function ownHash({ sha256: _own, ...content }: Omit<Manifest, 'sha256'> & { sha256?: string }): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** A manifest with its own hash, files sorted by path. */
export function sealManifest(content: Omit<Manifest, 'sha256'>): Manifest {
  const files = [...content.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...content, files, sha256: ownHash({ ...content, files }) };
}

/** The bytes of `manifest.json`: two-space JSON in the order of the schema, with a closing newline. */
export function writeManifest(manifest: Manifest): Uint8Array {
  return Buffer.from(`${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`);
}

/** Whether these are the bytes that `writeManifest` makes of their content: not one was changed by hand. */
export function isAsWritten(manifest: Manifest, bytes: Uint8Array): boolean {
  return Buffer.compare(writeManifest(manifest), bytes) === 0 && manifest.sha256 === ownHash(manifest);
}

/** The JSON of a manifest's bytes, undefined where they are none. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    return undefined;
  }
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, 'formatVersion') : undefined;
}

/** The format version of a manifest that a newer program wrote; undefined for every other. */
export function newerVersion(bytes: Uint8Array): number | undefined {
  const version = versionOf(parsed(bytes));
  return typeof version === 'number' && version > MANIFEST_FORMAT_VERSION ? version : undefined;
}

/** Whether the bytes are sound JSON, and no manifest of any version: many programs have a file of this name. */
export function isForeignManifest(bytes: Uint8Array): boolean {
  const value = parsed(bytes);
  return value !== undefined && versionOf(value) === undefined;
}

/** @throws packageUnreadable, with the place in `path` that is wrong */
export function readManifest(path: string, bytes: Uint8Array): Manifest {
  const unreadable = (detail: string) => new DossierError('packageUnreadable', { path, detail });
  if (bytes.byteLength > LARGEST_MANIFEST) throw unreadable('manifest.json 过大');
  const value = parsed(bytes);
  if (value === undefined) throw unreadable('manifest.json 不是有效的 JSON');
  const version = newerVersion(bytes);
  if (version !== undefined) {
    throw unreadable(
      `manifest.json 的格式版本是 ${version}，本程序支持到 ${MANIFEST_FORMAT_VERSION}，请更新申报匣`,
    );
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join('.') ?? '';
  throw unreadable(place === '' ? 'manifest.json 的内容不合格式' : `manifest.json 的“${place}”不合格式`);
}
