/** What was dropped or pasted: files, and the names of folders, which are not taken. */
export interface Dropped {
  files: File[];
  folders: string[];
}

/** Whether something that is dragged over the window holds files. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') === true;
}

/** To be called within the event: afterwards the browser gives nothing any more. */
export function readDropped(transfer: DataTransfer | null): Dropped {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of transfer?.items ?? []) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory === true) folders.push(entry.name);
    else if (file !== null) files.push(file);
  }
  return { files, folders };
}

/** What to say of folders that were dropped; undefined without any. */
export function foldersRefused(folders: readonly string[]): string | undefined {
  const [first] = folders;
  if (first === undefined) return undefined;
  const names = folders.length === 1 ? `“${first}”是文件夹` : `“${first}”等 ${folders.length} 个是文件夹`;
  return `${names}，没有添加。请打开文件夹，选中里面的文件再拖进来。`;
}

/** A pasted picture has no name of its own: “粘贴的图片-20250930-141530.png”. */
export function pastedName(type: string, now: Date): string {
  const ending = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' }[type];
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `粘贴的图片-${day}-${time}.${ending ?? 'png'}`;
}
