/**
 * Everything that can stop the work, as a closed set of codes with their data, and the one place
 * where a code becomes Chinese: what happened, what it means, what to do.
 */
export interface DossierErrorData {
  misused: { detail: string };
  draftNotFound: { path: string };
  draftUnreadable: { path: string; detail: string };
  draftTooNew: { found: string; supported: number };
  draftUnknownNotice: { found: string };
  draftInvalid: { problems: { place: string; label: string; problem: string }[] };
  /** `entry` as `shownEntry` gives it: a hostile archive may name it at any length. */
  archiveUnsafe: { path: string; entry: string; reason: string };
  archiveDamaged: { path: string; detail: string };
  notAllowed: { path: string };
  diskFull: { path: string; neededBytes?: number; freeBytes?: number };
  deviceFailed: { path: string; detail: string };
  /** The system's folder for temporary files, into which drafts are unpacked. */
  temporaryFolderUnusable: { path: string; detail: string };
  targetExists: { path: string };
  targetNotFolder: { path: string };
  blocked: { count: number };
  cancelled: Record<string, never>;
  fontMissing: { role: string };
  readBackDiffers: { file: string; differences: string[] };
  packageUnreadable: { path: string; detail: string };
  /** A package that is to be handed in is not as its manifest says. */
  packageDamaged: { path: string; problems: string[] };
  /** What a district keeps of an applicant is no longer as it was taken in. */
  entryDamaged: { applicant: string; problems: string[] };
  /** The medium that a package is written to (a stick, mostly), each with the place as the person knows it. */
  mediumFull: { path: string; neededBytes: number; freeBytes?: number };
  mediumGone: { path: string };
  mediumReadOnly: { path: string };
  mediumFailed: { path: string; detail: string };
  mediumDiffers: { path: string; files: string[] };
  mediumFileTooLarge: { path: string; file: string };
  mediumPathTooLong: { path: string; units: number; limit: number };
  /** The place of the second copy of the backups: a stick that is not plugged in, a folder that was renamed. */
  secondCopyGone: { path: string };
  /** A second copy within the data, or the data within it, would be no second one. */
  secondCopyWithin: { path: string };
  /** A draft in the age format: it can only be opened with its password. */
  draftProtected: { path: string };
  wrongPassword: Record<string, never>;
  /** A file in the age format that a password may not or cannot open. */
  protectedRefused: { path: string; detail: string };
  notImplemented: { what: string };
  storeNewer: { path: string; found: number; supported: number };
  storeCorrupt: { path: string; detail: string };
  storeLocked: { path: string };
  storeReadOnly: { path: string };
  storeFolderMissing: { path: string };
  /** A file lies where a folder of the data should be. */
  storeFolderTaken: { path: string };
  storeMoved: { path: string };
  /** No database, but backups of one. */
  storeMissing: { path: string };
  draftGone: Record<string, never>;
  draftInBin: Record<string, never>;
  /** Exported for sealing; `twinCode` stands on its pages. */
  draftLocked: { twinCode: string };
  versionGone: Record<string, never>;
  fileNotTaken: { file: string };
  fileTooLarge: { name: string; limitBytes: number };
  /** `reason` goes after the file's name (“是 PDF，不能作插图”), `remedy` says what to do. */
  fileRefused: { name: string; reason: string; remedy: string };
  backupUnusable: { name: string; detail: string };
  /** A save that another change of the same draft overtook; nothing was written. */
  staleRevision: { current: number };
  /** The draft, file, backup or work behind an id is no longer there. */
  gone: { what: string };
  /** A call across the bridge that its schema does not allow; `problems` name places, never values. */
  inputRefused: { call: string; problems: string[] };
  /** The system has no program for such a file, or refused to start it. */
  notOpened: { name: string; detail: string };
  /** The process that did the work broke: a parser crashed on a file, or memory ran out. */
  workStopped: { detail: string };
  /** Neither ours nor the system's: a fault of the program. */
  unexpected: { detail: string };
}
export type DossierErrorCode = keyof DossierErrorData;

const MESSAGES: { [C in DossierErrorCode]: (data: DossierErrorData[C]) => string } = {
  misused: ({ detail }) => detail,
  draftNotFound: ({ path }) => `找不到草稿：${path}。请核对路径，或重新选择 .dossier 文件或草稿文件夹。`,
  draftUnreadable: ({ path, detail }) =>
    `无法读取草稿：${path}（${detail}）。原文件没有改动。请确认选择的是申报匣的草稿（.dossier 文件，或含 draft.json 的文件夹）。`,
  draftTooNew: ({ found, supported }) =>
    `草稿的格式版本是 ${found}，本程序支持到版本 ${supported}。原文件没有改动。请用更新的申报匣打开。`,
  draftUnknownNotice: ({ found }) =>
    `草稿对应的通知“${found}”不在本程序内。原文件没有改动。请核对草稿来源，或更新申报匣。`,
  draftInvalid: ({ problems }) =>
    `草稿内容有 ${problems.length} 处不合格式，原文件没有改动：\n${problems
      .slice(0, 20)
      .map(({ place, label, problem }) => `  ${label === '' ? place : `${label}（${place}）`}：${problem}`)
      .join('\n')}${problems.length > 20 ? `\n  ……另有 ${problems.length - 20} 处` : ''}`,
  archiveUnsafe: ({ path, entry, reason }) =>
    `压缩包不安全，已拒绝打开：${path} 中的“${entry}”${reason}。没有写入任何文件。请向提供者索取原始文件。`,
  archiveDamaged: ({ path, detail }) => `压缩包已损坏：${path}（${detail}）。请重新复制或重新导出后再试。`,
  notAllowed: ({ path }) =>
    `没有写入或读取权限：${path}。请换一个文件夹，或请管理员开放权限。没有留下未完成的文件。`,
  diskFull: ({ path, neededBytes, freeBytes }) => {
    const needed = neededBytes === undefined ? '' : `，约需 ${Math.ceil(neededBytes / 1e6)} MB`;
    const free = freeBytes === undefined ? '' : `，剩余 ${Math.floor(freeBytes / 1e6)} MB`;
    return `磁盘空间不足：${path}${needed}${free}。请清理磁盘或换一个位置再试。没有留下未完成的文件。`;
  },
  deviceFailed: ({ path, detail }) =>
    `读写失败：${path}（${detail}）。请检查磁盘或 U 盘是否断开，然后再试。原文件没有受影响。`,
  temporaryFolderUnusable: ({ path, detail }) =>
    `临时文件夹不能使用：${path}（${detail}）。请建立或换一个临时文件夹（环境变量 TMPDIR，Windows 为 TEMP），然后再试。草稿没有受影响。`,
  targetExists: ({ path }) => `目标已存在，没有覆盖：${path}。请换一个位置，或先移走原来的。`,
  targetNotFolder: ({ path }) => `目标不是文件夹：${path}。请选择一个文件夹。`,
  blocked: ({ count }) =>
    `还有 ${count} 项须改，未导出申报包。请按检查结果修改；如需先打印草稿，可加 --incomplete。`,
  cancelled: () => '已取消，没有留下未完成的文件。',
  fontMissing: ({ role }) => `缺少字体：${role}。请重新安装申报匣。`,
  readBackDiffers: ({ file, differences }) =>
    `${file} 写出后回读核对不一致，没有保留：\n${differences
      .slice(0, 10)
      .map((each) => `  ${each}`)
      .join('\n')}`,
  packageUnreadable: ({ path, detail }) => `无法读取申报包：${path}（${detail}）。`,
  packageDamaged: ({ path, problems }) =>
    `申报包不完好，没有送交：${path}\n${problems
      .slice(0, 5)
      .map((each) => `  ${each}`)
      .join(
        '\n',
      )}${problems.length > 5 ? `\n  ……另有 ${problems.length - 5} 处` : ''}\n请重新导出申报包，再送交新的一份。`,
  entryDamaged: ({ applicant, problems }) =>
    `“${applicant}”的电子材料与收到时不同，没有写出上报材料：\n${problems
      .slice(0, 5)
      .map((each) => `  ${each}`)
      .join(
        '\n',
      )}${problems.length > 5 ? `\n  ……另有 ${problems.length - 5} 处` : ''}\n请从原来的 U 盘、邮件或压缩包把这份材料重新收一次。`,
  mediumFull: ({ path, neededBytes, freeBytes }) => {
    const free = freeBytes === undefined ? '' : `，剩余 ${Math.floor(freeBytes / 1e6)} MB`;
    return `U 盘空间不足：${path}，需要 ${Math.ceil(neededBytes / 1e6)} MB${free}。请清理 U 盘或换一个，再点“重新写入”。原文件没有受影响，U 盘上没有留下未完成的文件。`;
  },
  secondCopyGone: ({ path }) =>
    `找不到第二份备份的位置：${path}。U 盘可能没有插上，或文件夹被移走。请插好 U 盘，程序会自动补上；也可以换一个位置。这台电脑上的备份没有受影响。`,
  secondCopyWithin: ({ path }) =>
    `第二份备份不能放在这里：${path}，它和申报匣自己的数据在同一个文件夹里。请选择 U 盘、移动硬盘或其他文件夹。`,
  mediumGone: ({ path }) =>
    `U 盘已断开或找不到：${path}。没有写完。请插好 U 盘，核对位置，再点“重新写入”。原文件没有受影响；U 盘上如有名称以“.dossier-partial”开头的文件夹，是没写完的，重新写入时会自动清除。`,
  mediumReadOnly: ({ path }) =>
    `U 盘不能写入：${path}。可能打开了写保护开关，或没有写入权限。请关闭写保护或换一个 U 盘，再点“重新写入”。原文件没有受影响。`,
  mediumFailed: ({ path, detail }) =>
    `U 盘读写出错：${path}（${detail}）。这个 U 盘可能已损坏，请换一个 U 盘或换一个插口，再点“重新写入”。原文件没有受影响。`,
  mediumDiffers: ({ path, files }) =>
    `写到 U 盘后读出来的内容与原文件不一致：${path}（${files.slice(0, 3).join('、')}${
      files.length > 3 ? ` 等 ${files.length} 个文件` : ''
    }）。没有留下这份写坏的申报包。这个 U 盘可能已损坏，请换一个 U 盘，再点“重新写入”。原文件没有受影响。`,
  mediumFileTooLarge: ({ path, file }) =>
    `“${file}”超过 4 GB，这个 U 盘的格式（FAT32）放不下：${path}。没有写入。请换一个 exFAT 格式的 U 盘，或降低扫描件的清晰度后重新导出。`,
  mediumPathTooLong: ({ path, units, limit }) =>
    `位置太深：${path}。写入后最长的文件路径有 ${units} 个字符，Windows 只能打开 ${limit} 个字符以内的。没有写入。请直接选 U 盘的根目录，或名称较短的文件夹。`,
  draftProtected: ({ path }) =>
    `草稿加了密码：${path}。请在申报匣窗口里点“导入草稿”，输入密码后打开。原文件没有改动。`,
  wrongPassword: () =>
    '密码不对，没有打开。文件没有改动。请看一下大写锁定和输入法，再输入一次；密码由设置的人保管，申报匣不能找回。',
  protectedRefused: ({ path, detail }) =>
    `没有打开加密的文件“${path}”（${detail}）。文件没有改动。请向提供者重新索取。`,
  notImplemented: ({ what }) => `本版本还没有“${what}”功能，将在后续版本提供。`,
  storeNewer: ({ path, found, supported }) =>
    `数据由更新版本的申报匣写成（数据版本 ${found}，本程序支持到 ${supported}）：${path}。数据没有改动。请安装新版申报匣后再打开。`,
  storeCorrupt: ({ path, detail }) =>
    `数据文件无法读取：${path}（${detail}）。文件没有改动，也不会删除。可以用备份恢复，或另起新的数据文件（原文件换名保留）。`,
  storeLocked: ({ path }) =>
    `数据正由另一个申报匣窗口使用：${path}。请先关闭另一个窗口，再重新打开。数据没有受影响。`,
  storeReadOnly: ({ path }) =>
    `数据文件夹不能写入：${path}。为避免填写的内容丢失，没有打开。请开放写入权限，再点“再试一次”。`,
  storeFolderMissing: ({ path }) => `找不到数据文件夹：${path}。如在 U 盘或网络盘上，请先接好，再重新打开。`,
  storeFolderTaken: ({ path }) =>
    `数据文件夹里，一个文件占了文件夹的位置：${path}。没有打开，也没有改动。请把这个文件移走或改名，再点“再试一次”。`,
  storeMissing: ({ path }) =>
    `找不到数据文件，但有它的备份：${path}。可能被移走或误删。可以用备份恢复；如果找得到原文件，请放回原处后再打开。`,
  storeMoved: ({ path }) =>
    `数据文件在使用中被移走或替换：${path}。最近的内容还没有保存。请不要关闭窗口，先把文件放回原处，再点“重新保存”。`,
  staleRevision: () => '这份草稿刚在别处改过，本次内容没有覆盖它。请重新载入后核对再改。',
  draftGone: () => '找不到这份草稿，可能已超过回收站的 30 天期限。可以从备份恢复。',
  draftInBin: () => '这份草稿在回收站中，不能修改。请先放回。',
  draftLocked: ({ twinCode }) =>
    `这份草稿已导出用于盖章（对照码 ${twinCode}），内容已锁定，这次修改没有保存。要修改，请先打开草稿，点“继续修改”。`,
  versionGone: () => '找不到这个历史版本。请重新打开历史列表。',
  fileNotTaken: () => '所引用的文件没有存入申报匣，本次没有保存。请重新添加该文件。',
  fileTooLarge: ({ name, limitBytes }) =>
    `文件“${name}”超过 ${Math.floor(limitBytes / (1 << 20))} MB，没有添加。请压缩或拆分后再添加。`,
  fileRefused: ({ name, reason, remedy }) => `“${name}”${reason}，没有添加。${remedy}。`,
  backupUnusable: ({ name, detail }) =>
    `备份“${name}”不能使用（${detail}）。现有数据没有改动。请选择另一个备份。`,
  gone: ({ what }) => `${what}已经不在了，可能已被删除或移走。请返回上一页重新打开。`,
  inputRefused: ({ call }) =>
    `这一步没有执行：内容太长或格式不对（${call}）。已保存的内容没有受影响。请缩短后再试；如再次出现，请把这段文字发给开发者。`,
  notOpened: ({ name, detail }) =>
    `没有打开“${name}”（${detail}）：这台电脑可能没有设置打开这类文件的程序。文件没有受影响。请在它所在的文件夹中双击打开，或安装 WPS 后再试。`,
  workStopped: ({ detail }) =>
    `处理中途停止了（${detail}）：可能是内存不足，或某个材料文件已损坏。草稿没有受影响，没有留下未完成的文件。请关闭其他程序后再试；如仍然停止，请把最近添加的材料另存为 PDF 后替换。`,
  unexpected: ({ detail }) =>
    `程序遇到没有预料到的情况：${detail}。草稿没有受影响。请重试；如再次出现，请把这段文字发给开发者。`,
};

export class DossierError<C extends DossierErrorCode = DossierErrorCode> extends Error {
  readonly code: C;
  readonly data: DossierErrorData[C];

  constructor(code: C, data: DossierErrorData[C]) {
    super(MESSAGES[code](data));
    this.name = 'DossierError';
    this.code = code;
    this.data = data;
  }
}

/** Whether an error is ours and of this code, so that its data can be read. */
export function hasCode<C extends DossierErrorCode>(error: unknown, code: C): error is DossierError<C> {
  return error instanceof DossierError && error.code === code;
}

/** The Chinese text for any error: ours by its code, a foreign one as a device failure that names its own words. */
export function describeError(error: unknown): string {
  if (error instanceof DossierError) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  return `程序遇到没有预料到的情况：${detail}。草稿没有受影响。请重试；如再次出现，请把这段文字发给开发者。`;
}
