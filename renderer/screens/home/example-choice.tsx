import { Spin } from 'antd';
import { useState } from 'react';
import type { Programme } from '../../../shared/form/definition.ts';
import { ChoiceCard } from '../../shell/choice-card.tsx';
import { useNotice } from '../../shell/notice.ts';
import { Sheet } from '../../shell/sheet.tsx';

interface ExampleChoiceProps {
  open: (programme: Programme) => Promise<void>;
  onClose: () => void;
}

/** Which of the examples: each a complete application of an invented enterprise, to look at and to try. */
export function ExampleChoice({ open, onClose }: ExampleChoiceProps) {
  const { notice } = useNotice();
  const [opening, setOpening] = useState<Programme>();
  const choose = async (programme: Programme) => {
    setOpening(programme);
    await open(programme);
    onClose();
  };
  return (
    <Sheet title="打开哪一个示例？" kind="middle" onClose={onClose}>
      <p>
        示例是虚构企业的完整申报，含佐证材料，可以随意修改、检查、导出。它会出现在“我的申报”里，标有“示例”。
      </p>
      <div className="home-choices">
        {Object.values(notice.forms).map(({ programme, shownName, title }) => (
          <ChoiceCard
            key={programme}
            title={`${shownName}示例`}
            disabled={opening !== undefined}
            onClick={() => void choose(programme)}
          >
            {title}
          </ChoiceCard>
        ))}
      </div>
      <div aria-live="polite">
        {opening === undefined ? null : <Spin description="正在放入示例的材料……" />}
      </div>
    </Sheet>
  );
}
