import { dirname } from 'node:path';

/** No library here reads what mail programs save. */
const LETTER =
  '是保存下来的邮件，申报匣不打开邮件，里面的申报包没有收取。请双击它，用邮件软件打开，把附件（.zip）另存到一个文件夹；分几封发来的，各封的附件存到同一个文件夹；再点“收文件夹…”选择它。';
const VOLUMES =
  '是分卷压缩包，不能直接收取。请把各卷放在同一个文件夹，用压缩软件从第一卷解压，再选择解压出来的文件夹。';
const PAPERS =
  '里面有 Word 或 PDF 文件，没有申报包，没有收取。没有用申报匣填报的单位，请用“手工登记”登记；用了的，请其报送导出的整个文件夹。';

const MOST_NAMED = 3;

interface Told {
  name: string;
  reason: string;
}

/** What a search comes across that is no package, told in one line for all of a kind. */
export class ToldTogether {
  /** Saved mails. */
  readonly letters: { folder: string; name: string }[] = [];
  /** Of archives that were cut into several. */
  readonly volumes: string[] = [];
  /** Names of folders in which documents lie, and no package. */
  readonly papers: string[] = [];

  /** @param archives the zips that were found: a letter whose zip lies beside it, as we write mails, says nothing that the zip does not */
  lines(archives: readonly { path: string; name: string }[]): Told[] {
    const stem = (name: string) => name.slice(0, name.lastIndexOf('.'));
    const zips = new Set(archives.map(({ path, name }) => `${dirname(path)}/${stem(name)}`));
    const letters = this.letters
      .filter(({ folder, name }) => !zips.has(`${folder}/${stem(name)}`))
      .map(({ name }) => name);
    return [
      ...together(letters, 1, '封邮件', LETTER),
      ...together(this.volumes, 1, '个文件', VOLUMES),
      ...together(this.papers, MOST_NAMED, '个文件夹', PAPERS),
    ];
  }
}

/** “甲、乙、丙 等 5 个文件夹” */
function together(names: readonly string[], most: number, unit: string, reason: string): Told[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, most).join('、');
  return [{ name: names.length > most ? `${shown} 等 ${names.length} ${unit}` : shown, reason }];
}
