import type { LimitedWords } from '../draft/section-words.ts';
import './word-counter.css';

/** From this share of the limit on the counter warns. */
const NEAR = 0.95;
const number = new Intl.NumberFormat('zh-CN');

/** “1,862 / 2,000 字” with 字符数 beside it; amber from 95 %, red over. */
export function WordCounter({ words, characters, limit }: LimitedWords) {
  const over = words - limit;
  const state = over > 0 ? 'over' : words >= limit * NEAR ? 'near' : 'within';
  return (
    <span className={`word-counter word-counter-${state}`} data-testid="word-counter">
      <strong>
        {number.format(words)} / {number.format(limit)} 字
      </strong>
      {over > 0 ? <span>（超出 {number.format(over)} 字）</span> : null}
      <span className="word-characters">字符数 {number.format(characters)}</span>
    </span>
  );
}
