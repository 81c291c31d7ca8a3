import type { FileKind } from './system-dialogs.ts';

/** What the dialog offers where scans or photographs of pages are wanted. */
export const SCAN_KINDS: FileKind[] = [
  {
    name: '扫描件（PDF、图片）',
    extensions: ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff', 'webp', 'heic', 'heif'],
  },
  { name: '所有文件', extensions: ['*'] },
];
