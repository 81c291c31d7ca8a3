import { Button } from 'antd';
import type { Form, Notice } from '../../../shared/form/definition.ts';
import { dateWords } from '../../../shared/text/moment-words.ts';
import { useNavigation } from '../../shell/navigation.tsx';
import { deadlineWords, useNotice } from '../../shell/notice.ts';
import { TitleBar } from '../../shell/title-bar.tsx';
import { FullText } from './full-text.tsx';
import { NoticePoint } from './notice-point.tsx';
import './notice.css';

/** The clauses that a form's conditions come from, each once. */
function clausesOf(form: Form): string[] {
  return [...new Set(form.conditions.map(({ clause }) => clause))];
}

function Overview({ notice, deadline }: { notice: Notice; deadline: string }) {
  const forms = Object.values(notice.forms);
  const { deadlines, contacts, copies } = notice;
  return (
    <div className="card">
      {forms.map((form) => (
        <NoticePoint
          key={form.programme}
          title={`${form.shownName}的条件`}
          notice={notice}
          clauses={[form.supportClause, ...clausesOf(form)]}
        >
          <ul>
            {form.conditions.map(({ id, question }) => (
              <li key={id}>{question.replace(/？$/, '')}</li>
            ))}
          </ul>
        </NoticePoint>
      ))}
      <NoticePoint title="交什么" notice={notice} clauses={[copies.clause]}>
        <ul>
          {forms.map(({ programme, shownName, annex, title }) => (
            <li key={programme}>
              {shownName}：{annex}《{title}》
            </li>
          ))}
        </ul>
        <p>电子版（PDF、Word）和纸质件一式 {copies.paper} 份，装订成册并盖章。</p>
      </NoticePoint>
      <NoticePoint
        title="什么时候、送到哪里"
        notice={notice}
        clauses={[...new Set([deadlines.district.clause, deadlines.city.clause])]}
      >
        <p>
          <strong>{dateWords(deadlines.district.date)}前</strong>送到生产经营所在地的区县经信部门。{deadline}
          。
        </p>
        <p>
          区县初核后，于{dateWords(deadlines.city.date)} {deadlines.city.time} 前报到{contacts.office}。
        </p>
      </NoticePoint>
      <NoticePoint title="联系" notice={notice} clauses={[]}>
        <p>
          {contacts.office}：{contacts.person}，{contacts.phone}
        </p>
        <p>邮寄地址：{contacts.address}</p>
        <p>电子邮箱：{contacts.email}</p>
        <p>资金支持咨询：{contacts.advicePhone}</p>
      </NoticePoint>
    </div>
  );
}

/** The notice that the application answers: what matters in short, and all of it to the letter. */
export function NoticeScreen() {
  const found = useNotice();
  const { notice } = found;
  const { goTo, goBack } = useNavigation();
  return (
    <>
      <TitleBar subject="通知要点" />
      <main className="plain-page">
        <article className="notice-page">
          <p className="quiet">
            {notice.issuer} · {notice.number} · {notice.signedOn}
          </p>
          <h1>{notice.title}</h1>
          <div className="notice-actions">
            {Object.values(notice.forms).map(({ programme, shownName }) => (
              <Button key={programme} onClick={() => goTo({ screen: 'newDraft', programme })}>
                新建{shownName}
              </Button>
            ))}
            <Button onClick={goBack}>返回</Button>
          </div>
          <h2>要点</h2>
          <Overview notice={notice} deadline={deadlineWords(found)} />
          <h2>通知全文</h2>
          <FullText notice={notice} />
        </article>
      </main>
    </>
  );
}
