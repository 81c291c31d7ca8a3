import { Button, Input } from 'antd';
import { useState } from 'react';
import { useHeldText } from '../entry/use-held-text.ts';

interface RecommendationCardProps {
  /** As it is worded, a paragraph a line. */
  text: string;
  /** As it would be written now. */
  filled: readonly string[];
  isFrame: boolean;
  /** Empty: back to the frame. @returns whether it was kept */
  save: (text: string) => Promise<boolean>;
}

/** 推荐意见: as it will be written, and its wording to be changed. */
export function RecommendationCard({ text, filled, isFrame, save }: RecommendationCardProps) {
  const held = useHeldText(text, save);
  const [isWording, setWording] = useState(false);
  return (
    <section className="card paper-card" aria-label="推荐意见">
      <h2>推荐意见</h2>
      {isWording ? (
        <>
          <p className="quiet">
            一行一段。【推荐总数】【标杆企业名单】这样的地方，写出时按当时的结论填上，请留着。
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
        </>
      ) : (
        <div className="paper-filled">
          {filled.map((paragraph, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have nothing else that tells them apart
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      )}
      <div className="paper-tools">
        <Button
          size="small"
          onClick={() => {
            held.keep();
            setWording((before) => !before);
          }}
        >
          {isWording ? '改好了' : '修改文字'}
        </Button>
        {isFrame ? (
          <span className="quiet">范本，家数和名单随推荐情况更新。</span>
        ) : (
          <Button size="small" type="text" onClick={() => void save('')}>
            恢复范本
          </Button>
        )}
      </div>
    </section>
  );
}
