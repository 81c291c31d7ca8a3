import { DossierError } from '../../shared/errors.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import type { FontRole } from '../book/layout.ts';
import type { Log } from './log.ts';
import type { Services } from './services.ts';

const ROLES: readonly [FontRole, string][] = [
  ['fangsong', '仿宋（正文）'],
  ['heiti', '黑体（一级标题）'],
  ['kaiti', '楷体（二级标题）'],
  ['songti', '宋体（表格）'],
  ['xiaobiaosong', '小标宋（题目）'],
];

/** The local day, YYYY-MM-DD: deadlines are days where the applicant is. */
export function localDay(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The local time to the minute: `2025-10-10 16:05`. */
export function localMinute(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${localDay(now)} ${two(now.getHours())}:${two(now.getMinutes())}`;
}

export interface ProgramContext {
  version: string;
  dataFolder: string;
  log: Log;
  /** @returns what went wrong, empty when nothing did */
  openFolder: (folder: string) => Promise<string>;
  flushed: (requestId: string) => void;
}

/** What the window may know of the program itself. */
export function programServices(context: ProgramContext) {
  return {
    readNotice: ({ notice }) => {
      if (notice !== null && notice !== NOTICE.id)
        throw new DossierError('draftUnknownNotice', { found: notice });
      return { notice: NOTICE, today: localDay(new Date()) };
    },
    readAbout: () => ({
      version: context.version,
      dataFolder: context.dataFolder,
      runtime: Object.entries(process.versions)
        .filter(([name]) => ['electron', 'chrome', 'node'].includes(name))
        .map(([name, version]) => ({ name, version: version ?? '' })),
    }),
    listFonts: async () => {
      const { loadBookFonts } = await import('../book/fonts.ts');
      const [chosen, bundled] = await Promise.all([loadBookFonts(), loadBookFonts({ installed: false })]);
      const fonts = ROLES.flatMap(([role, name]) => {
        const face = chosen.chain(role, false)[0];
        if (face === undefined) return [];
        const own = bundled.chain(role, false)[0]?.path === face.path;
        return [
          { role: name, family: face.family, source: own ? ('bundled' as const) : ('installed' as const) },
        ];
      });
      return { fonts };
    },
    openDataFolder: async () => {
      const problem = await context.openFolder(context.dataFolder);
      if (problem !== '')
        throw new DossierError('deviceFailed', { path: context.dataFolder, detail: problem });
      return undefined;
    },
    reportProblem: ({ message, stack }) => {
      context.log('problem', `window: ${message}${stack === null ? '' : `\n${stack}`}`);
      return undefined;
    },
    flushed: ({ requestId }) => {
      context.flushed(requestId);
      return undefined;
    },
  } satisfies Partial<Services>;
}
