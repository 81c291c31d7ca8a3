/**
 * The names of every call and event between window and program, alone and without schemas, so that
 * the preload script carries the list and nothing else. `shared/contract.ts` gives each its schemas.
 */
export const CALL_NAMES = [
  // Start and program
  'readStartup',
  'readNotice',
  'readAbout',
  'readSettings',
  'saveSettings',
  'listFonts',
  'listLicences',
  'openDataFolder',
  'reportProblem',
  'flushed',
  // Backups
  'listBackups',
  'makeBackup',
  'restoreBackup',
  'startAfresh',
  'readSecondCopy',
  'chooseSecondCopy',
  'runSecondCopy',
  'endSecondCopy',
  'protectSecondCopy',
  'unprotectSecondCopy',
  'chooseCopyToTakeBack',
  'startTakingBack',
  'waitForTakingBack',
  // Drafts
  'listDrafts',
  'createDraft',
  'createExample',
  'duplicateDraft',
  'binDraft',
  'takeFromBin',
  'deleteDraft',
  'openDraft',
  'saveDraft',
  'rememberPlace',
  'importDraft',
  'settleImport',
  'exportDraft',
  'startUnlock',
  'waitForUnlock',
  'startProtectedDraft',
  'waitForProtectedDraft',
  // History
  'listHistory',
  'readVersion',
  'restoreEntry',
  'restoreVersion',
  // Findings
  'readFindings',
  'exportFindings',
  // Evidence, figures, ledgers
  'pickEvidence',
  'replaceEvidence',
  'renameEvidence',
  'rotateEvidence',
  'describeEvidence',
  'moveEvidence',
  'removeEvidence',
  'returnEvidence',
  'setEvidenceNone',
  'pickFigure',
  'pickLedger',
  'readLedgerText',
  'beginUpload',
  'sendChunk',
  'finishUpload',
  'cancelUpload',
  // Preview, export, what was made
  'preparePreview',
  'startPreview',
  'waitForPreview',
  'closePreview',
  'chooseExportPlace',
  'startExport',
  'waitForExport',
  'cancelWork',
  'rememberExport',
  'revealMade',
  'openMade',
  'printMade',
  'startSealGuide',
  'waitForSealGuide',
  // Marks on evidence, and copies for others
  'listMasks',
  'saveMasks',
  'startCleanedCopy',
  'waitForCleanedCopy',
  // Sealing, twin codes, comparison
  'readSealing',
  'unlockDraft',
  'listExports',
  'checkCode',
  'choosePackage',
  'beginPackageUpload',
  'finishPackageUpload',
  'startPackageCheck',
  'waitForPackageCheck',
  'closePackage',
  'compareVersions',
  'writeChanges',
  // An officer's remarks
  'listRemarks',
  'addRemarks',
  'saveRemark',
  'removeRemark',
  'returnRemark',
  'writeAnswers',
  // Handing in
  'chooseEarlierPackage',
  'listMediumPlaces',
  'chooseMediumPlace',
  'startMedium',
  'waitForMedium',
  'startMail',
  'waitForMail',
  'printReceipt',
  // Sealed pages back in place
  'openSealing',
  'chooseScans',
  'beginScanUpload',
  'finishScanUpload',
  'startReadingScans',
  'waitForScans',
  'startSealing',
  'waitForSealing',
  'closeSealing',
  // 区县汇总: batches, intake, first check
  'listBatches',
  'createBatch',
  'saveBatch',
  'binBatch',
  'returnBatch',
  'openBatch',
  'chooseIntake',
  'listIntakeDrives',
  'beginIntakeUpload',
  'finishIntakeUpload',
  'startIntake',
  'waitForIntake',
  'addEntry',
  'saveEntry',
  'binEntries',
  'returnEntries',
  'preferEntry',
  'moveEntry',
  'openEntry',
  'saveCheckItem',
  'saveVerdict',
  'startDeepCheck',
  'waitForDeepCheck',
  // What the district writes
  'readPapers',
  'writeTables',
  'writeRecommendation',
  'writeReturnSlips',
  'chooseParcelPlace',
  'startParcel',
  'waitForParcel',
] as const;
export type CallName = (typeof CALL_NAMES)[number];

export const EVENT_NAMES = [
  'exportStage',
  'findingsChanged',
  'flushRequested',
  'draftOffered',
  'passwordNeeded',
  'commandChosen',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** The bridge's function for an event: `exportStage` → `onExportStage`. */
export type ListenerName<N extends EventName> = `on${Capitalize<N>}`;

/** @returns `onExportStage` for `exportStage` */
export function listenerName<N extends EventName>(name: N): ListenerName<N> {
  return `on${name.charAt(0).toUpperCase()}${name.slice(1)}` as ListenerName<N>;
}

/** Channels of the bridge; nothing else travels. */
export const CALL_CHANNEL = 'dossier:call:';
export const EVENT_CHANNEL = 'dossier:event:';
/** The one global that the preload script gives the page. */
export const BRIDGE_NAME = 'dossier';
