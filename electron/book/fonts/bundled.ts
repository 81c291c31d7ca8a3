import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DossierError } from '../../../shared/errors.ts';

/** The open fonts that come with Dossier (all OFL); where each is, in the order of being sought. */
export const FONT_FILES = {
  serif: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  serifBold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  sans: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  sansBold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  wenkai: 'LXGWWenKai-Regular.ttf',
  symbols: '@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf',
} as const;
export type BundledFont = keyof typeof FONT_FILES;

const require = createRequire(import.meta.url);

/**
 * @param folder the folder of a packed application that holds all font files; the packages of a
 *   working tree by default (`DOSSIER_FONT_FOLDER` names one too).
 * @throws DossierError `fontMissing`
 */
export function bundledFontPath(font: BundledFont, folder = process.env.DOSSIER_FONT_FOLDER): string {
  const file = FONT_FILES[font];
  const name = file.slice(file.lastIndexOf('/') + 1);
  const candidates = [
    ...(folder === undefined ? [] : [join(folder, name)]),
    ...(file.startsWith('@') ? packagePath(file) : []),
    fileURLToPath(new URL(`../../../build/fonts/${name}`, import.meta.url)),
  ];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new DossierError('fontMissing', { role: name });
  return found;
}

function packagePath(file: string): string[] {
  try {
    return [require.resolve(file)];
  } catch {
    // Not in node_modules: a packed application has its fonts in one folder.
    return [];
  }
}
