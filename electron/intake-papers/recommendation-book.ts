import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { fillRecommendation, recommendationFrame } from '../../shared/intake/recommendation.ts';
import { dateWords } from '../../shared/text/moment-words.ts';
import type { Block, Book } from '../book/book.ts';
import { sideLine } from '../package/side-book.ts';
import { districtPaper, paperTitle, sealName } from './paper.ts';

/** Signed by hand, on the seal. */
const BLANK_DAY = '　　　年　　月　　日';
/** GB/T 9704: the day stands four characters in from the right. */
const DAY_INSET = '　　　　';

/**
 * GB/T 9704: a further line of an annex's name stands under its first character. “附件：1.” is four characters, and a
 * second annex begins after as many blanks as “附件：” takes.
 */
function annexBlock(text: string): Block {
  const name = /^(　{3}|附件：)(\d{1,2}\.)?/u.exec(text)?.[0] ?? '';
  const rest = 2 + [...name].reduce((sum, character) => sum + (/[\d.]/.test(character) ? 0.5 : 1), 0);
  return { ...{ kind: 'paragraph', style: 'bodyFlush', hanging: { first: 2, rest } }, runs: [{ text }] };
}

function paragraphBlock(text: string, index: number): Block {
  if (/^(附件：|　{3}\d{1,2}\.)/u.test(text)) return annexBlock(text);
  const level = /^[一二三四五六七八九十]+、/u.test(text)
    ? 1
    : /^（[一二三四五六七八九十]+）/u.test(text)
      ? 2
      : 0;
  // A whole sentence that is only numbered is text: a heading has no full stop.
  if (level === 0 || /[。；]$/u.test(text)) return sideLine(text, 'body');
  return {
    ...{ kind: 'heading', level: level === 1 ? 1 : 2, text, id: `part-${index}`, inContents: false },
    ...{ style: level === 1 ? 'heading1' : 'heading2', startsPage: false },
  };
}

const right = (text: string): Block => ({
  ...{ kind: 'paragraph', style: 'bodyFlush', align: 'right', keepWithNext: true, runs: [{ text }] },
});

/**
 * 推荐意见 for the city, laid out as an official letter: title, who it goes to, the paragraphs, and below them the name that the
 * seal is put on, and the day.
 *
 * @param signedOn local day; without it there is room to write one
 */
export function composeRecommendation(
  notice: Notice,
  batch: Batch,
  entries: readonly Entry[],
  signedOn?: string,
): Book {
  const { titleLines } = recommendationFrame(notice, batch);
  const blocks: Block[] = [
    paperTitle(titleLines),
    sideLine('', 'bodyFlush'),
    sideLine(`${notice.issuer}：`, 'bodyFlush'),
    ...fillRecommendation(notice, batch, entries).flatMap((text, index) => [
      // GB/T 9704: 附件说明 stands a line below the text.
      ...(text.startsWith('附件：') ? [sideLine('', 'bodyFlush')] : []),
      paragraphBlock(text, index),
    ]),
    { kind: 'space', heightPt: 56 },
    right(`${sealName(batch)}（盖章）　　`),
    {
      ...sideLine(`${signedOn === undefined ? BLANK_DAY : dateWords(signedOn)}${DAY_INSET}`, 'bodyFlush'),
      ...{ align: 'right' },
    },
    { kind: 'space', heightPt: 28 },
    sideLine(
      `（联系人：${batch.contactName || '　　　　　'}；联系电话：${batch.contactPhone || '　　　　　　　　'}）`,
      'body',
    ),
  ];
  return districtPaper(titleLines.join(''), batch, blocks);
}
