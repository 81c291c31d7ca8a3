import type { DraftFacts, FileFacts } from '../../shared/form/evidence-facts.ts';
import { sniffFile } from '../evidence/sniff.ts';
import type { OpenDraft } from '../package/draft-file.ts';
import { namedFiles } from '../package/draft-files.ts';
import { hashFile } from '../package/file-hash.ts';
import type { Manifest } from '../package/manifest.ts';
import type { LaidPackage } from './lay-in.ts';

async function factsAt(
  place: string,
  path: string,
  file: { sha256: string; bytes: number },
): Promise<FileFacts> {
  const facts: FileFacts = { path, ...file, kind: 'unknown', pages: [], remarks: [] };
  if (file.bytes === 0) return { ...facts, problem: { code: 'empty' } };
  const { kind, encrypted } = await sniffFile(place);
  return { ...facts, kind, ...(encrypted === true ? { problem: { code: 'encrypted' as const } } : {}) };
}

/**
 * What can be told of a draft's files without reading them through once more: that they are there, what they
 * are, their size and content. Their pages are not looked at: how scans print was judged at the export, whose
 * files these are, hash for hash; `examinePackage` looks again.
 */
export async function quickFacts(
  opened: OpenDraft,
  { folder, files }: LaidPackage,
  manifest: Pick<Manifest, 'files'>,
): Promise<DraftFacts> {
  const byHash = new Map([...files].map(([path, file]) => [file.sha256, { path, file }]));
  const placeOf = new Map(manifest.files.map(({ path, sha256 }) => [sha256, path]));
  const facts: DraftFacts = {};
  for (const { path, use, sha256 } of namedFiles(opened.form, opened.draft)) {
    if (Object.hasOwn(facts, path)) continue;
    const missing: FileFacts = {
      ...{ path, bytes: 0, sha256: '', kind: 'unknown', pages: [], remarks: [] },
      problem: { code: 'missing' },
    };
    if (use === 'figure') {
      const place = opened.filePath(path);
      const hashed = await hashFile(place).catch(() => undefined);
      facts[path] = hashed === undefined ? missing : await factsAt(place, path, hashed);
      continue;
    }
    const found = sha256 === undefined ? undefined : byHash.get(sha256);
    if (found !== undefined) {
      facts[path] = await factsAt(`${folder}/${found.path}`, path, found.file);
      continue;
    }
    // Saved again, or copied in part: what lies in its place is there, but is not it.
    const other = files.get(placeOf.get(sha256 ?? '') ?? '');
    if (other === undefined) facts[path] = missing;
    else
      facts[path] = {
        ...{ ...missing, ...other },
        problem:
          other.bytes === 0
            ? { code: 'empty' }
            : { code: 'changed', expected: sha256 ?? '', actual: other.sha256 },
      };
  }
  return facts;
}
