import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ChoiceCard } from '../../shell/choice-card.tsx';
import { useNavigation } from '../../shell/navigation.tsx';
import { useNotice } from '../../shell/notice.ts';
import { giveCommand } from '../../shell/use-commands.ts';

interface EmptyHomeProps {
  openExamples: () => void;
  checkCode: () => void;
  toBin: ReactNode;
}

/** The first start: what Dossier does, and the ways to begin. */
export function EmptyHome({ openExamples, checkCode, toBin }: EmptyHomeProps) {
  const { notice } = useNotice();
  const { goTo } = useNavigation();
  return (
    <div className="home-empty">
      <h1>申报匣</h1>
      <p className="home-says">
        按通知（{notice.number}）逐项填写、检查申报书，导出要报送的 Word、PDF
        和装订好的佐证材料；不联网，内容只保存在这台电脑上。
      </p>
      <div className="home-choices">
        {Object.values(notice.forms).map(({ programme, shownName, annex }) => (
          <ChoiceCard
            key={programme}
            title={`新建${shownName}`}
            onClick={() => goTo({ screen: 'newDraft', programme })}
          >
            填写{annex}，先核对申报条件
          </ChoiceCard>
        ))}
        <ChoiceCard title="打开示例" onClick={openExamples}>
          一份填好的申报，看看最后是什么样
        </ChoiceCard>
      </div>
      <div className="home-others">
        <Button onClick={() => giveCommand('importDraft')}>导入草稿</Button>
        <Button onClick={checkCode}>核对对照码</Button>
        <Button onClick={() => goTo({ screen: 'batches' })}>区县汇总</Button>
        {toBin}
      </div>
      <p className="quiet">
        “导入草稿”用于打开别人传来、或在另一台电脑上导出的 .dossier
        文件。“区县汇总”用于区县经信部门：收取各企业的申报包，初核，出汇总表和推荐意见。
      </p>
    </div>
  );
}
