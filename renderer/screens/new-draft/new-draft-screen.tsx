import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Programme } from '../../../shared/form/definition.ts';
import { clauseText } from '../../../shared/form/notice-clause.ts';
import { call } from '../../bridge-calls.ts';
import { ConditionQuestion } from '../../draft/condition-question.tsx';
import type { DeclarationValue } from '../../draft/draft-session.ts';
import { ChoiceCard } from '../../shell/choice-card.tsx';
import { useNavigation } from '../../shell/navigation.tsx';
import { useNotice } from '../../shell/notice.ts';
import { TitleBar } from '../../shell/title-bar.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import './new-draft.css';

function ProgrammeChoice() {
  const { notice } = useNotice();
  const { goTo, goBack } = useNavigation();
  return (
    <div className="new-page">
      <h1>新建申报</h1>
      <p>{notice.title}有两个申报类别，请选择一个。</p>
      <div className="new-choices">
        {Object.values(notice.forms).map(({ programme, shownName, title, supportClause }) => (
          <ChoiceCard
            key={programme}
            title={shownName}
            onClick={() => goTo({ screen: 'newDraft', programme })}
          >
            {clauseText(notice, supportClause) ?? title}
          </ChoiceCard>
        ))}
      </div>
      <p>
        <Button onClick={goBack}>返回</Button>
      </p>
    </div>
  );
}

/** The conditions first, as plain questions; any answer, or none, lets the person go on. */
function Conditions({ programme }: { programme: Programme }) {
  const { notice } = useNotice();
  const { goTo } = useNavigation();
  const { tellError } = useToasts();
  const client = useQueryClient();
  const [answers, setAnswers] = useState<Record<string, DeclarationValue>>({});
  const [isMaking, setMaking] = useState(false);
  const { conditions, shownName, title } = notice.forms[programme];
  const open = conditions.filter(({ id }) => answers[id] === undefined).length;

  const make = async () => {
    setMaking(true);
    try {
      const { draft } = await call('createDraft', { programme, declarations: answers });
      void client.invalidateQueries({ queryKey: ['drafts'] });
      goTo({ screen: 'draft', draftId: draft.draftId, pane: null });
    } catch (error) {
      setMaking(false);
      tellError(error);
    }
  };
  return (
    <div className="new-page">
      <h1>新建{shownName}</h1>
      <p>
        先对照通知核对 {conditions.length}{' '}
        个申报条件。每一条都写成符合条件的样子：符合选“是”。回答会记在草稿里，之后可以在“检查”中修改。
      </p>
      <p className="quiet">对应的申报书：{title}</p>
      <div className="card">
        {conditions.map((condition) => (
          <ConditionQuestion
            key={condition.id}
            condition={condition}
            notice={notice}
            value={answers[condition.id]}
            onChange={(value) => setAnswers((before) => ({ ...before, [condition.id]: value }))}
          />
        ))}
      </div>
      <footer className="new-foot">
        <span className="quiet">
          {open === 0 ? '全部已回答。' : `还有 ${open} 条没有回答，可以之后在“检查”中补上。`}
        </span>
        <Button onClick={() => goTo({ screen: 'home' })}>取消</Button>
        <Button type="primary" loading={isMaking} onClick={() => void make()}>
          开始填写
        </Button>
      </footer>
    </div>
  );
}

/** A new application: the programme, then its conditions, then the draft. */
export function NewDraftScreen({ programme }: { programme: Programme | null }) {
  return (
    <>
      <TitleBar subject="新建申报" />
      <main className="plain-page">
        {programme === null ? <ProgrammeChoice /> : <Conditions key={programme} programme={programme} />}
      </main>
    </>
  );
}
