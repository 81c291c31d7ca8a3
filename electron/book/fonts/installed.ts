import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FontRole } from '../layout.ts';
import { type NamedFace, readFaceNames } from './font-names.ts';

/**
 * The official faces by the names that their makers give them, best first: the GB2312 and 方正 cuts
 * that the house style asks for, then those of Windows, macOS, WPS, UOS and Kylin.
 */
const WANTED: Record<FontRole, readonly string[]> = {
  xiaobiaosong: [
    '方正小标宋简体',
    'FZXiaoBiaoSong-B05S',
    '方正小标宋_GBK',
    'FZXiaoBiaoSong-B05',
    'FZXBSJW--GB1-0',
    'FZXBSK--GBK1-0',
    '华文中宋',
    'STZhongsong',
  ],
  fangsong: [
    '仿宋_GB2312',
    'FangSong_GB2312',
    '仿宋',
    'FangSong',
    '方正仿宋_GB18030',
    '方正仿宋_GBK',
    '方正仿宋简体',
    'FZFangSong-Z02S',
    'FZFSK--GBK1-0',
    'FZFSJW--GB1-0',
    '华文仿宋',
    'STFangsong',
  ],
  kaiti: [
    '楷体_GB2312',
    'KaiTi_GB2312',
    '楷体',
    'KaiTi',
    '方正楷体_GB18030',
    '方正楷体_GBK',
    '方正楷体简体',
    'FZKai-Z03S',
    'FZKTK--GBK1-0',
    'FZKTJW--GB1-0',
    '华文楷体',
    'STKaitiSC-Regular',
    'STKaiti',
  ],
  heiti: [
    '黑体',
    'SimHei',
    '方正黑体_GB18030',
    '方正黑体_GBK',
    '方正黑体简体',
    'FZHei-B01S',
    'FZHTK--GBK1-0',
    'FZHTJW--GB1-0',
    'STHeitiSC-Medium',
    '华文黑体',
    'STHeiti',
  ],
  songti: [
    '宋体',
    'SimSun',
    '方正书宋_GB18030',
    '方正书宋_GBK',
    '方正书宋简体',
    'FZShuSong-Z01S',
    'FZSSK--GBK1-0',
    'FZSSJW--GB1-0',
    'STSongti-SC-Regular',
    '华文宋体',
    'STSong',
  ],
};

const FONT_FILE = /\.(ttf|ttc|otf|otc)$/i;
const DEEPEST_FOLDER = 6;

function fontFolders(): string[] {
  const home = homedir();
  if (process.platform === 'win32') {
    const windows = process.env.WINDIR ?? 'C:\\Windows';
    const local = process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
    return [join(windows, 'Fonts'), join(local, 'Microsoft', 'Windows', 'Fonts')];
  }
  if (process.platform === 'darwin') {
    return [
      join(home, 'Library/Fonts'),
      '/Library/Fonts',
      '/System/Library/Fonts',
      '/System/Library/AssetsV2/com_apple_MobileAsset_Font7',
      '/System/Library/AssetsV2/com_apple_MobileAsset_Font8',
      '/Applications/Microsoft Word.app/Contents/Resources/DFonts',
      '/Applications/wpsoffice.app/Contents/SharedSupport/fonts',
    ];
  }
  return [
    join(home, '.local/share/fonts'),
    join(home, '.fonts'),
    '/usr/local/share/fonts',
    '/usr/share/fonts',
    '/opt/kingsoft/wps-office/office6/fonts',
    '/opt/apps/cn.wps.wps-office-pro/files/kingsoft/wps-office/office6/fonts',
  ];
}

/** @param folders where to look; the platform's own by default. */
export function findInstalledFaces(folders: readonly string[] = fontFolders()): Map<FontRole, NamedFace[]> {
  const faces = folders.flatMap((folder) => listFontFiles(folder, 0)).flatMap(namesOrNone);
  const found = new Map<FontRole, NamedFace[]>();
  for (const role of ['fangsong', 'heiti', 'kaiti', 'songti', 'xiaobiaosong'] as const) {
    const ofRole = WANTED[role].flatMap((name) => faces.filter((face) => face.names.has(name.toLowerCase())));
    found.set(role, [...new Set(ofRole)]);
  }
  return found;
}

function listFontFiles(folder: string, depth: number): string[] {
  if (depth > DEEPEST_FOLDER) return [];
  try {
    return readdirSync(folder, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return listFontFiles(path, depth + 1);
        return FONT_FILE.test(entry.name) ? [path] : [];
      });
  } catch {
    // A folder that does not exist or may not be read holds no font for us: the bundled ones stand in.
    return [];
  }
}

function namesOrNone(path: string): NamedFace[] {
  try {
    return readFaceNames(path);
  } catch {
    // A damaged or locked font file of the system: as if it were not there.
    return [];
  }
}
