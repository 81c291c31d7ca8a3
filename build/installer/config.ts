import path from 'node:path';
import { flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { FUSES } from './fuses.ts';
import { UNPACKED } from './shipped-files.ts';
import type { Target } from './target.ts';

export interface PackingPlaces {
  /** The project's folder. */
  root: string;
  /** The staged program. */
  stage: string;
  /** As `makeIcons` filled it. */
  icons: string;
  output: string;
  electronVersion: string;
  /** An unpacked Electron instead of the one that is downloaded. */
  electronDist?: string;
}

const NAME = '申报匣';
/** Of the program's file, of folders and of packages: plain letters go through every tool. */
const PLAIN_NAME = 'dossier';

/** Where the binary with the fuses lies once Electron has its new name. */
export function programFile(folder: string, platform: Target['platform']): string {
  if (platform === 'darwin') return path.join(folder, `${NAME}.app`);
  return path.join(folder, platform === 'win32' ? `${PLAIN_NAME}.exe` : PLAIN_NAME);
}

async function setFuses({ appOutDir, electronPlatformName }: AfterPackContext): Promise<void> {
  if (
    electronPlatformName !== 'win32' &&
    electronPlatformName !== 'darwin' &&
    electronPlatformName !== 'linux'
  )
    throw new Error(`no fuses for ${electronPlatformName}`);
  await flipFuses(programFile(appOutDir, electronPlatformName), FUSES);
}

/** How electron-builder packs the program for one system. Nothing is published, nothing updates itself. */
export function installerConfig(target: Target, places: PackingPlaces): Configuration {
  const icon = (name: string) => path.join(places.icons, name);
  return {
    appId: 'cn.shenbaoxia.dossier',
    // In Linux paths (/opt/…) and package names only plain letters; what people see is set below.
    productName: target.platform === 'linux' ? PLAIN_NAME : NAME,
    // On macOS the file's name is what people see.
    ...(target.platform === 'darwin' ? {} : { executableName: PLAIN_NAME }),
    copyright: 'MIT License',
    electronVersion: places.electronVersion,
    ...(places.electronDist === undefined ? {} : { electronDist: places.electronDist }),
    // Debian's format demands an address; the program has none and goes nowhere.
    extraMetadata: {
      author: NAME,
      homepage: 'https://dossier.invalid',
      desktopName: `${PLAIN_NAME}.desktop`,
    },
    directories: { app: places.stage, output: places.output, buildResources: places.icons },
    files: ['**/*'],
    asar: { smartUnpack: false },
    asarUnpack: UNPACKED,
    npmRebuild: false,
    publish: null,
    electronLanguages: ['zh-CN', 'en-US'],
    afterPack: setFuses,
    toolsets: { appimage: '1.0.3' },
    fileAssociations: [
      {
        ext: 'dossier',
        // On Windows the name of a registry key, elsewhere what people read.
        name: target.platform === 'win32' ? 'Dossier.Draft' : `${NAME}草稿`,
        description: `${NAME}草稿`,
        mimeType: 'application/x-dossier',
        role: 'Editor',
        rank: 'Owner',
        ...(target.platform === 'linux'
          ? {}
          : { icon: icon(target.platform === 'win32' ? 'draft.ico' : 'draft.icns') }),
      },
    ],
    win: {
      icon: icon('app.ico'),
      target: ['nsis', 'portable'],
      requestedExecutionLevel: 'asInvoker',
    },
    nsis: {
      artifactName: `${PLAIN_NAME}-\${version}-windows-\${arch}-安装.\${ext}`,
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      allowToChangeInstallationDirectory: true,
      include: path.join(places.root, 'build/installer/installer.nsh'),
      unicode: true,
      language: '2052',
      installerLanguages: ['zh_CN'],
      multiLanguageInstaller: false,
      displayLanguageSelector: false,
      installerIcon: icon('app.ico'),
      uninstallerIcon: icon('app.ico'),
      shortcutName: NAME,
      uninstallDisplayName: `${NAME} \${version}`,
      createDesktopShortcut: true,
      createStartMenuShortcut: true,
      // Drafts outlive the program.
      deleteAppDataOnUninstall: false,
      packElevateHelper: false,
      differentialPackage: false,
    },
    portable: {
      artifactName: `${PLAIN_NAME}-\${version}-windows-\${arch}-免安装.\${ext}`,
      requestExecutionLevel: 'user',
    },
    mac: {
      icon: icon('app.icns'),
      target: ['dmg'],
      artifactName: `${PLAIN_NAME}-\${version}-macos-\${arch}.\${ext}`,
      category: 'public.app-category.productivity',
      // Without a certificate of its own the program is signed ad hoc, which Apple's own processors demand.
      ...(process.env.CSC_LINK === undefined ? { identity: '-', hardenedRuntime: false } : {}),
      notarize: false,
    },
    dmg: { title: `${NAME} \${version}` },
    linux: {
      icon: icon('linux'),
      target: ['AppImage', 'deb'],
      artifactName: `${PLAIN_NAME}-\${version}-linux-\${arch}.\${ext}`,
      category: 'Office',
      syncDesktopName: true,
      synopsis: '离线填写、检查、装订数字化转型申报书',
      maintainer: 'Dossier <dossier@dossier.invalid>',
      desktop: { entry: { Name: NAME, GenericName: '申报书填写', Keywords: '申报;申报书;数字化转型;' } },
    },
  };
}
