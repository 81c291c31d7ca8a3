import { realpath } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { exists } from '../package/exists.ts';

/** Links followed, as far as the path is there. */
async function realOf(path: string): Promise<string> {
  let there = resolve(path);
  while (!(await exists(there)) && dirname(there) !== there) there = dirname(there);
  return (await realpath(there)) + resolve(path).slice(there.length);
}

/**
 * Refuses to write a package into itself, where it would no longer be what its manifest says, and over itself,
 * where what somebody laid beside its files would be lost.
 *
 * @param target folder that something goes into, which need not be there yet
 * @param name of the folder that is written there
 * @throws misused
 */
export async function refuseOwnPlace(packagePath: string, target: string, name: string): Promise<void> {
  const [own, place] = await Promise.all([realOf(packagePath), realOf(target)]);
  if (place === own || place.startsWith(own + sep))
    throw new DossierError('misused', {
      detail: `不能写到申报包自己里面：${target}。请另选 U 盘或别的文件夹。`,
    });
  if ((await realOf(join(place, name))) === own)
    throw new DossierError('misused', {
      detail: `这里就是申报包原来的位置：${target}。请另选 U 盘或别的文件夹。`,
    });
}
