import { Button, Input } from 'antd';
import { useHeldText } from '../entry/use-held-text.ts';

interface RecommendationCardProps {
  text: string;
  isFrame: boolean;
  /** Empty: back to the frame. @returns whether it was kept */
  save: (text: string) => Promise<boolean>;
}

/** 推荐意见: the frame with what is known filled in, to be worded by the officer. */
export function RecommendationCard({ text, isFrame, save }: RecommendationCardProps) {
  const held = useHeldText(text, save);
  return (
    <section className="card paper-card" aria-label="推荐意见">
      <h2>推荐意见</h2>
      <p className="quiet">
        {isFrame
          ? '按本批的推荐情况写好的范本，可以直接改；没有改过的，家数会随推荐情况更新。'
          : '已改过，不再随推荐情况更新；家数有变的，请自己改，或恢复范本。'}
      </p>
      <Input.TextArea
        aria-label="推荐意见的正文，一行一段"
        className="paper-text"
        rows={6}
        maxLength={20_000}
        value={held.text}
        onChange={({ target }) => held.type(target.value)}
        onBlur={held.keep}
      />
      {isFrame ? null : (
        <Button size="small" className="paper-frame" onClick={() => void save('')}>
          恢复范本
        </Button>
      )}
    </section>
  );
}
