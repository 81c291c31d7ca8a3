import type { Job } from './job.ts';

export interface LaneDefinition {
  thrifty: boolean;
  idleSeconds: number;
  mostSilentSeconds?: number;
}

/**
 * The processes that work, each one job at a time: what takes minutes must not keep what takes
 * moments waiting, and a person waits for a preview. A thrifty one takes two thirds of the memory and
 * twice the time. An idle one ends after its time, in seconds; so does one whose job says nothing for
 * `mostSilentSeconds`: a file that keeps its reader turning in circles must not keep all others waiting.
 */
export const LANES = {
  inspection: { thrifty: true, idleSeconds: 60, mostSilentSeconds: 300 },
  preview: { thrifty: false, idleSeconds: 300 },
  // A slow disk, a bound book of a gigabyte: what takes longest says something every few seconds, but not everything does.
  export: { thrifty: true, idleSeconds: 10, mostSilentSeconds: 900 },
  backup: { thrifty: true, idleSeconds: 10 },
  // Its own: a stick that no longer answers must keep no export waiting.
  secondCopy: { thrifty: true, idleSeconds: 10, mostSilentSeconds: 120 },
  // Its own: a password takes 256 MB for a moment, and a person waits for it. Slow code would make that seconds.
  protection: { thrifty: false, idleSeconds: 10, mostSilentSeconds: 120 },
  // A person waits for a draft that somebody sent; the largest take a slow disk minutes, and say nothing meanwhile.
  opening: { thrifty: true, idleSeconds: 30, mostSilentSeconds: 900 },
  delivery: { thrifty: true, idleSeconds: 10, mostSilentSeconds: 300 },
  sealing: { thrifty: false, idleSeconds: 60, mostSilentSeconds: 300 },
  // Its own, for the same reason as that of delivery; hundreds of packages are read at once.
  intake: { thrifty: false, idleSeconds: 30, mostSilentSeconds: 300 },
  // Its own: a person looks at the place where the page is to be, while files may be read for minutes.
  pages: { thrifty: true, idleSeconds: 30, mostSilentSeconds: 120 },
} as const satisfies Record<string, LaneDefinition>;
export type LaneName = keyof typeof LANES;

/** Every job: where it runs and what it does. The work itself is loaded in its process only. */
export const JOBS = {
  inspectFiles: {
    lane: 'inspection',
    load: async () => (await import('./jobs/inspect-files.ts')).inspectFiles,
  },
  makeThumbnail: {
    lane: 'inspection',
    load: async () => (await import('./jobs/make-thumbnail.ts')).makeThumbnail,
  },
  drawPage: {
    lane: 'pages',
    load: async () => (await import('./jobs/draw-page.ts')).drawPage,
  },
  convertPhoto: {
    lane: 'inspection',
    load: async () => (await import('./jobs/convert-photo.ts')).convertPhoto,
  },
  readLedgers: {
    lane: 'inspection',
    load: async () => (await import('./jobs/read-ledgers.ts')).readLedgers,
  },
  readLedgerText: {
    lane: 'inspection',
    load: async () => (await import('./jobs/read-ledgers.ts')).readLedgerText,
  },
  readBackup: {
    lane: 'backup',
    load: async () => (await import('./jobs/read-backup.ts')).readBackup,
  },
  copyBackup: {
    lane: 'secondCopy',
    load: async () => (await import('./jobs/copy-backup.ts')).copyBackup,
  },
  makeCopyKey: {
    lane: 'protection',
    load: async () => (await import('./jobs/protect-copy.ts')).makeCopyKey,
  },
  takeCopyBack: {
    lane: 'protection',
    load: async () => (await import('./jobs/protect-copy.ts')).takeCopyBack,
  },
  openForeignDraft: {
    lane: 'opening',
    load: async () => (await import('./jobs/open-draft.ts')).openForeignDraft,
  },
  protectDraft: {
    lane: 'protection',
    load: async () => (await import('./jobs/protect-draft.ts')).protectDraft,
  },
  unprotectFile: {
    lane: 'protection',
    load: async () => (await import('./jobs/protect-draft.ts')).unprotectFile,
  },
  writeSidePaper: {
    lane: 'preview',
    load: async () => (await import('./jobs/write-side-paper.ts')).writeSidePaper,
  },
  writeSideWord: {
    lane: 'preview',
    load: async () => (await import('./jobs/write-side-word.ts')).writeSideWord,
  },
  checkPackage: {
    lane: 'export',
    load: async () => (await import('./jobs/check-package.ts')).checkPackage,
  },
  writeReceipt: {
    lane: 'preview',
    load: async () => (await import('./jobs/write-receipt.ts')).writeReceipt,
  },
  writeSummaries: {
    lane: 'preview',
    load: async () => (await import('./jobs/write-district-papers.ts')).writeSummaries,
  },
  writeRecommendation: {
    lane: 'preview',
    load: async () => (await import('./jobs/write-district-papers.ts')).writeRecommendation,
  },
  writeReturnNotice: {
    lane: 'preview',
    load: async () => (await import('./jobs/write-district-papers.ts')).writeReturnNotice,
  },
  writeReturnNotices: {
    lane: 'preview',
    load: async () => (await import('./jobs/write-district-papers.ts')).writeReturnNotices,
  },
  writeParcel: {
    lane: 'delivery',
    load: async () => (await import('./jobs/write-parcel.ts')).writeParcel,
  },
  deliverToMedium: {
    lane: 'delivery',
    load: async () => (await import('./jobs/deliver-package.ts')).deliverToMedium,
  },
  deliverAsMail: {
    lane: 'delivery',
    load: async () => (await import('./jobs/deliver-package.ts')).deliverAsMail,
  },
  previewDraft: {
    lane: 'preview',
    load: async () => (await import('./jobs/preview-draft.ts')).previewDraft,
  },
  exportDraft: {
    lane: 'export',
    load: async () => (await import('./jobs/export-draft.ts')).exportDraft,
  },
  writeCleanedCopy: {
    lane: 'export',
    load: async () => (await import('./jobs/clean-copy.ts')).writeCleanedCopy,
  },
  planSealing: {
    lane: 'sealing',
    load: async () => (await import('./jobs/seal-pages.ts')).planSealing,
  },
  readSealGuide: {
    lane: 'sealing',
    load: async () => (await import('./jobs/read-seal-guide.ts')).readSealGuide,
  },
  readCodes: {
    lane: 'sealing',
    load: async () => (await import('./jobs/read-codes.ts')).readCodes,
  },
  sealPackage: {
    lane: 'sealing',
    load: async () => (await import('./jobs/seal-pages.ts')).sealPackage,
  },
  takePackagesIn: {
    lane: 'intake',
    load: async () => (await import('./jobs/take-packages-in.ts')).takePackagesIn,
  },
} as const satisfies Record<string, { lane: LaneName; load: () => Promise<Job<never, unknown, unknown>> }>;
export type JobName = keyof typeof JOBS;

type JobOf<N extends JobName> = Awaited<ReturnType<(typeof JOBS)[N]['load']>>;
export type JobInput<N extends JobName> = Parameters<JobOf<N>>[0];
export type JobOutput<N extends JobName> = Awaited<ReturnType<JobOf<N>>>;
export type JobProgress<N extends JobName> = Parameters<Parameters<JobOf<N>>[1]['progress']>[0];
