import { Button, Progress, Spin } from 'antd';
import { useState } from 'react';
import type { BatchSummary } from '../../../../shared/contract/intake.ts';
import { momentWords } from '../../../../shared/text/moment-words.ts';
import { messageOf } from '../../../bridge-calls.ts';
import { ActionMenu } from '../../../shell/action-menu.tsx';
import { ChoiceCard } from '../../../shell/choice-card.tsx';
import { useNavigation } from '../../../shell/navigation.tsx';
import { cityDeadlineWords, useNotice } from '../../../shell/notice.ts';
import { TitleBar } from '../../../shell/title-bar.tsx';
import { useBatchActions, useBatches } from './use-batches.ts';
import '../../home/home.css';

function CountWords({ entries, recommended, returned, rejected }: BatchSummary) {
  const open = entries - recommended - returned - rejected;
  if (entries === 0) return <span className="quiet">还没有收到材料</span>;
  return (
    <>
      <span>共 {entries} 份</span>
      <span className="sign-done">● 推荐 {recommended}</span>
      <span className="sign-warn">◐ 退回 {returned}</span>
      <span className="sign-block">✕ 不推荐 {rejected}</span>
      <span className="quiet">○ 未定 {open}</span>
    </>
  );
}

/** A batch of the list: what it collects, how far its first check is. */
function BatchCard({ summary }: { summary: BatchSummary }) {
  const { notice } = useNotice();
  const { goTo } = useNavigation();
  const { bin } = useBatchActions();
  const { batch, entries } = summary;
  const decided = summary.recommended + summary.returned + summary.rejected;
  const percent = entries === 0 ? 0 : Math.floor((100 * decided) / entries);
  const open = () => goTo({ screen: 'batch', batchId: batch.batchId, pane: 'entries' });
  const menu = {
    items: [
      { key: 'open', label: '打开' },
      { key: 'papers', label: '报送市级材料' },
      { type: 'divider' as const },
      { key: 'bin', label: '移出列表' },
    ],
    onClick: ({ key, domEvent }: { key: string; domEvent: { stopPropagation: () => void } }) => {
      domEvent.stopPropagation();
      if (key === 'open') open();
      if (key === 'papers') goTo({ screen: 'batch', batchId: batch.batchId, pane: 'papers' });
      if (key === 'bin') void bin(batch);
    },
  };
  return (
    <li>
      <ActionMenu menu={menu} trigger={['contextMenu']}>
        <article className="draft-card card" aria-label={batch.name}>
          <header>
            <button type="button" className="draft-open" onClick={open}>
              {batch.name}
            </button>
            <ActionMenu menu={menu} trigger={['click']} placement="bottomRight">
              <Button
                type="text"
                className="draft-more"
                aria-label={`${batch.name}的更多操作`}
                aria-haspopup="menu"
              >
                …
              </Button>
            </ActionMenu>
          </header>
          <p className="draft-kind">
            {batch.programmes.map((each) => notice.forms[each].shownName).join('、')}
            <span className="quiet"> · {batch.district === '' ? '未选区县' : batch.district}</span>
          </p>
          <div className="draft-progress">
            <Progress
              percent={percent}
              showInfo={false}
              size="small"
              aria-label={`${batch.name}：初核 ${percent}%`}
            />
            <span className="batch-progress">{entries === 0 ? '' : `初核 ${decided} / ${entries}`}</span>
          </div>
          <p className="draft-facts">
            <CountWords {...summary} />
          </p>
          <p className="draft-facts quiet">建于 {momentWords(batch.createdAt, new Date())}</p>
        </article>
      </ActionMenu>
    </li>
  );
}

/** The first time: what a district office does here. */
function NoBatches() {
  const { notice } = useNotice();
  const { goTo } = useNavigation();
  const { city } = notice.deadlines;
  return (
    <div className="home-empty">
      <h1>区县汇总</h1>
      <p className="home-says">
        收取各企业的申报包，逐份核对、初核，写出汇总表、推荐意见和报市级的整套材料。
        {`${Number(city.date.slice(5, 7))}月${Number(city.date.slice(8))}日 ${city.time ?? ''} 前报${notice.contacts.office}。`}
      </p>
      <div className="home-choices">
        <ChoiceCard title="新建一批" onClick={() => goTo({ screen: 'newBatch' })}>
          先填推荐单位和联系人，之后收取申报包
        </ChoiceCard>
      </div>
      <ol className="district-steps">
        <li>收取：文件夹、压缩包、邮件分卷、整个 U 盘，几百份一起收；没有申报包的手工登记。</li>
        <li>初核：每份都对照清单核过文件、重查过条件，按页码看成册，给出推荐、退回修改或不推荐。</li>
        <li>报送：附件2、附件4 的汇总表，推荐意见，企业电子件，寄送标签和邮件草稿。</li>
      </ol>
      <p className="quiet">
        不联网，收到的材料只在这台电脑上。企业自己填报的草稿不受影响，仍在“申报匣”首页。
      </p>
    </div>
  );
}

function Binned({ batches }: { batches: BatchSummary[] }) {
  const { giveBack } = useBatchActions();
  return (
    <section aria-label="移出的批次">
      <h2 className="district-heading">移出的批次</h2>
      <ul className="bin-list">
        {batches.map(({ batch, entries, binnedAt }) => (
          <li key={batch.batchId} className="card">
            <div>
              <p className="bin-name">{batch.name}</p>
              <p className="quiet">
                {entries} 份材料
                {binnedAt === null ? '' : ` · ${momentWords(binnedAt, new Date())} 移出`}
              </p>
            </div>
            <Button aria-label={`放回${batch.name}`} onClick={() => void giveBack(batch)}>
              放回
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every batch on this machine, or what a batch is for. */
export function BatchesScreen() {
  const found = useNotice();
  const { goTo } = useNavigation();
  const { data: batches, error, refetch } = useBatches(false);
  const { data: binned = [] } = useBatches(true);
  const [showsBin, setShowsBin] = useState(false);
  return (
    <>
      <TitleBar subject="区县汇总" deadline={cityDeadlineWords(found)} />
      <main className="plain-page" aria-busy={batches === undefined && error === null}>
        {error === null ? null : (
          <div role="alert">
            <h1>没有读出批次</h1>
            <p>{messageOf(error)}</p>
            <Button type="primary" onClick={() => void refetch()}>
              再试一次
            </Button>
          </div>
        )}
        {batches === undefined && error === null ? <Spin description="正在读取……" /> : null}
        {batches?.length === 0 ? <NoBatches /> : null}
        {batches === undefined || batches.length === 0 ? null : (
          <>
            <header className="home-head">
              <h1>区县汇总</h1>
              <Button onClick={() => goTo({ screen: 'home' })}>企业申报</Button>
              <Button type="primary" onClick={() => goTo({ screen: 'newBatch' })}>
                新建一批
              </Button>
            </header>
            <ul className="draft-list">
              {batches.map((summary) => (
                <BatchCard key={summary.batch.batchId} summary={summary} />
              ))}
            </ul>
          </>
        )}
        {binned.length === 0 ? null : (
          <p className="district-bin">
            <Button aria-expanded={showsBin} onClick={() => setShowsBin((before) => !before)}>
              移出的批次（{binned.length}）
            </Button>
          </p>
        )}
        {showsBin && binned.length > 0 ? <Binned batches={binned} /> : null}
      </main>
    </>
  );
}
