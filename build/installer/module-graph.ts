import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';

export interface ModuleGraph {
  /** Files that the entries lead to, relative to the folder, with `/`. */
  files: string[];
  /** What is imported and not there, each with the file that imports it. */
  missing: string[];
}

/**
 * Follows the imports of a program without running it, by bundling it and throwing the bundle away.
 * What code looks up by itself (`createRequire`, reading a file) is not seen.
 *
 * @param entries files of `folder`
 */
export async function moduleGraph(folder: string, entries: readonly string[]): Promise<ModuleGraph> {
  const missing: string[] = [];
  const made = await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      write: false,
      rolldownOptions: {
        input: entries.map((entry) => path.join(folder, entry)),
        external: ['electron'],
        onLog: (_level, log) => {
          if (log.code !== 'UNRESOLVED_IMPORT') return;
          const [, name = log.message, importer = ''] =
            /Could not resolve '([^']+)' in (\S+)/.exec(stripVTControlCharacters(log.message)) ?? [];
          missing.push(`${name}, imported by ${path.basename(importer)}`);
        },
      },
    },
  });
  const files = [made]
    .flat()
    .flatMap((each) => ('output' in each ? each.output : []))
    .flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
    .map((id) => path.relative(folder, id.replace(/^\0/, '').replace(/\?.*$/, '')).replaceAll(path.sep, '/'))
    .filter((file) => !file.startsWith('..'));
  return { files: [...new Set(files)].sort(), missing };
}
