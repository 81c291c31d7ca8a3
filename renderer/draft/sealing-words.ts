import type { SealingView } from '../../shared/contract/drafts.ts';

/** For a card of the list: shape and words. @returns undefined where there is nothing to say */
export function sealingLine({ state, twinCode }: SealingView): {
  mark: string;
  words: string;
  void: boolean;
} {
  if (state === 'locked')
    return { mark: '■', words: `已导出用于盖章（${twinCode}），内容已锁定`, void: false };
  if (state === 'valid') return { mark: '■', words: `与用于盖章的 ${twinCode} 内容相同`, void: false };
  return { mark: '▲', words: `内容已改，对照码 ${twinCode} 的盖章页作废`, void: true };
}
