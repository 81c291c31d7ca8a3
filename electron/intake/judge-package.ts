import { createHash } from 'node:crypto';
import type { Form, Notice } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { type BookPages, checkItems } from '../../shared/intake/check-items.ts';
import type { CheckItem, EntryState } from '../../shared/intake/entry.ts';
import { PROBLEM_REMEDIES } from '../../shared/intake/problem-remedies.ts';
import { summaryValues } from '../../shared/intake/summary-values.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { printable } from '../../shared/text/printable.ts';
import { PACKAGE_DRAFT } from '../package/draft-file.ts';
import { MANIFEST_FILE, type Manifest } from '../package/manifest.ts';
import { manifestClaims, unlistedParts } from '../package/manifest-claims.ts';
import { SCANS_FOLDER, SEALED_FILE } from '../package/package-parts.ts';
import { type HashedFile, manifestDifferences } from '../package/verify-files.ts';
import type { NewEntry } from '../store/batch-entries.ts';
import type { NotLaid } from './lay-in.ts';
import { boundedProblems, withRemedy } from './problem-words.ts';

/** What a package's own draft told, or why it tells nothing. */
export type ReadDraftInside =
  | {
      outcome: 'read';
      notice: Notice;
      form: Form;
      draft: Draft;
      /** Recomputed from the draft and the files that are there. */
      twinCode: string;
      findings: readonly Finding[];
      pages: BookPages;
    }
  /** Of a notice or a version that this program does not know: nothing is wrong with the files. */
  | { outcome: 'foreign'; problem: string }
  | { outcome: 'unreadable'; problem: string };

/** All that was read of a package. */
export interface PackageReading {
  manifest: Manifest;
  /** Whether the manifest's own bytes are as we write them. */
  isManifestOwn: boolean;
  files: ReadonlyMap<string, HashedFile>;
  damaged: readonly string[];
  inside: ReadDraftInside;
}

/** A package as it goes into the store. */
export interface JudgedPackage {
  entry: NewEntry;
  items: CheckItem[];
}

/** What tells an entry apart that reading does not: where it goes, and how and when it came. */
export interface Arrival {
  entryId: string;
  cameAs: string;
  /** Local day. */
  receivedOn: string;
}

const LONGEST = 2_000;

/** The same for the same files, byte for byte; for no others. */
export function fingerprintOf(files: ReadonlyMap<string, HashedFile>): string {
  const lines = [...files].map(([path, { sha256 }]) => `${sha256} ${path}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

function sealProblems({ manifest, files }: PackageReading): string[] {
  if (manifest.sealed !== undefined) return [];
  return [...files.keys()]
    .filter((path) => path === SEALED_FILE || path.startsWith(`${SCANS_FOLDER}/`))
    .map((path) => `${path}：manifest.json 中没有盖章页的记录`);
}

/** What is wrong with the files themselves. */
function fileProblems(reading: PackageReading): string[] {
  const { manifest, files, damaged, isManifestOwn, inside } = reading;
  const broken = new Set(damaged);
  const differences = manifestDifferences(files, manifest).filter(
    (problem) => !broken.has(problem.slice(0, problem.lastIndexOf('：缺少此文件'))),
  );
  return [
    ...damaged.map((path) => `${path}：压缩包内的数据已损坏`),
    ...(isManifestOwn ? [] : [`${MANIFEST_FILE}：内容已被改动`]),
    ...differences,
    ...unlistedParts(manifest),
    ...sealProblems(reading),
    ...(inside.outcome === 'unreadable' ? [`${PACKAGE_DRAFT}：${inside.problem}`] : []),
  ];
}

/** Where evidence is lost or changed, the code differs for that reason, which is told already. */
function claimProblems({ manifest, inside }: PackageReading, hasFaults: boolean): string[] {
  if (inside.outcome !== 'read') return [];
  return manifestClaims(manifest, inside.draft, hasFaults ? manifest.twinCode : inside.twinCode);
}

function stateOf(problems: readonly string[], manifest: Manifest): EntryState {
  if (problems.length > 0) return 'changed';
  return manifest.incomplete ? 'incomplete' : 'intact';
}

const INCOMPLETE = `申报书每页印有“草稿”：导出时还有须改的问题，不能作为正式申报材料。${PROBLEM_REMEDIES.finish.officer}`;

function valuesOf({ manifest, inside }: PackageReading): Record<string, string> {
  if (inside.outcome === 'read') return summaryValues(inside.form, inside.draft);
  return {
    applicantName: manifest.applicant.slice(0, LONGEST),
    ...(manifest.programme === 'benchmark'
      ? { district: manifest.destinationDistrict.slice(0, LONGEST) }
      : {}),
  };
}

/**
 * What a package that was read is: its state, its values for the table, what is wrong and what to do, and the
 * officer's list. Marks are not in it; they depend on the others (shared/intake/marks.ts).
 */
export function judgePackage(reading: PackageReading, arrival: Arrival): JudgedPackage {
  const { manifest, files, inside } = reading;
  const found = fileProblems(reading);
  const faults = [...found, ...claimProblems(reading, found.length > 0)];
  const isRead = inside.outcome === 'read';
  const problems = [
    ...faults.map(withRemedy),
    ...(manifest.incomplete ? [INCOMPLETE] : []),
    ...(inside.outcome === 'foreign' ? [`${PACKAGE_DRAFT}：${inside.problem}`] : []),
  ];
  const count = (level: Finding['level']) =>
    isRead ? inside.findings.filter((finding) => finding.level === level).length : 0;
  const entry: NewEntry = {
    ...arrival,
    cameAs: shownName(arrival.cameAs),
    programme: manifest.programme,
    notice: manifest.notice,
    destinationDistrict: manifest.destinationDistrict.slice(0, LONGEST),
    state: stateOf(faults, manifest),
    values: valuesOf(reading),
    creditCode: manifest.creditCode.slice(0, LONGEST),
    twinCode: manifest.twinCode,
    createdOn: manifest.createdOn,
    pages: manifest.pages.bound,
    sealed: manifest.sealed !== undefined,
    files: files.size,
    bytes: [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    problems: boundedProblems(problems),
    findings: { block: count('block'), warn: count('warn') },
    fingerprint: fingerprintOf(files),
    hasFiles: true,
  };
  const items = isRead
    ? checkItems({
        ...inside,
        sealedPages: new Set(manifest.sealed?.pages.map(({ page }) => page)),
        today: arrival.receivedOn,
      })
    : [];
  return { entry, items };
}

/** A name as a list shows it: what would turn its line around is left out. */
function shownName(cameAs: string): string {
  return printable(cameAs).slice(0, LONGEST).toWellFormed();
}

/**
 * A row for what is no package that can be read, or one that was refused: nothing is known but its name.
 *
 * @param fingerprint of the files that it came as
 */
export function hopelessEntry(
  { entryId, cameAs, receivedOn }: Arrival,
  { state, problem }: NotLaid,
  fingerprint: string,
): JudgedPackage {
  const name = shownName(cameAs);
  return {
    entry: {
      ...{ entryId, receivedOn, state },
      ...{ programme: null, notice: '', destinationDistrict: '', cameAs: name, values: {}, creditCode: '' },
      ...{ twinCode: '', createdOn: null, pages: 0, sealed: false, files: 0, bytes: 0 },
      problems: boundedProblems([problem]),
      findings: { block: 0, warn: 0 },
      fingerprint,
      hasFiles: false,
    },
    items: [],
  };
}
