import { basename, dirname } from 'node:path';
import type { Book } from '../book/book.ts';
import { safeName } from '../package/names.ts';
import { localDay } from '../window/program-services.ts';
import { lastFolder, withExtension } from './save-places.ts';
import type { ServiceContext } from './service-context.ts';

const WORD_KIND = { name: 'Word 文档', extensions: ['docx'] };

/**
 * Writes a 修改说明 where the system's dialog says, whole or not at all.
 *
 * @throws readBackDiffers, notAllowed, diskFull, deviceFailed
 */
export async function saveWord(
  { data, dialogs, made, work, clock }: Pick<ServiceContext, 'data' | 'dialogs' | 'made' | 'work' | 'clock'>,
  applicant: string,
  book: Book,
): Promise<{ outcome: 'cancelled' } | { outcome: 'written'; madeId: string; name: string }> {
  const { store } = data;
  const today = localDay(clock()).replaceAll('-', '');
  const name = safeName(`修改说明-${applicant || '未填企业名称'}-${today}`, '修改说明', 80, '.docx');
  const chosen = await dialogs.saveFile({
    title: '导出修改说明',
    name,
    kinds: [WORD_KIND],
    ...lastFolder(store),
  });
  if (chosen === undefined) return { outcome: 'cancelled' };
  const target = withExtension(chosen, '.docx');
  await work.runJob('writeSideWord', { book, target }, { places: [dirname(target)] });
  store.settings.set('lastExportFolder', dirname(target));
  const madeId = made.add({ itself: target, folder: dirname(target) });
  return { outcome: 'written', madeId, name: basename(target) };
}
