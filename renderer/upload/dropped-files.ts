import { isFolder } from './folder-archive.ts';

/** What was dropped or pasted: files, and folders, which only places for packages take. */
export interface Dropped {
  files: File[];
  folders: FileSystemDirectoryEntry[];
}

/** Whether something that is dragged over the window holds files. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') === true;
}

/** To be called within the event: afterwards the browser gives nothing any more. */
export function readDropped(transfer: DataTransfer | null): Dropped {
  const files: File[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  for (const item of transfer?.items ?? []) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry !== null && isFolder(entry)) folders.push(entry);
    else if (file !== null) files.push(file);
  }
  return { files, folders };
}

/** What to say of folders that were dropped where none is taken; undefined without any. */
export function foldersRefused(folders: readonly { name: string }[]): string | undefined {
  const [first] = folders;
  if (first === undefined) return undefined;
  const names =
    folders.length === 1 ? `“${first.name}”是文件夹` : `“${first.name}”等 ${folders.length} 个是文件夹`;
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
