import { Button } from 'antd';
import { dateWords } from '../../../shared/text/moment-words.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import type { DraftPane } from '../../shell/navigation.tsx';
import { deadlineWords } from '../../shell/notice.ts';

function districtOf({ content }: DraftState): string {
  const { district } = content.answers;
  return content.destinationDistrict ?? (typeof district === 'string' ? district : '');
}

const NUMERALS = ['零', '一', '两', '三', '四', '五'];

/** Nothing stands against the export any more: what comes next, on paper too. */
export function ReadyCard({ open }: { open: (pane: DraftPane) => void }) {
  const { notice, today } = useSession();
  const district = useDraftState(districtOf);
  const { copies, deadlines } = notice;
  const count = NUMERALS[copies.paper] ?? String(copies.paper);
  return (
    <section className="card check-ready" aria-labelledby="check-ready">
      <h2 id="check-ready">● 没有须改的问题，可以导出了</h2>
      <p>接下来：</p>
      <ol className="check-steps">
        <li>导出申报包：得到 Word、PDF 和装订好的佐证材料。</li>
        <li>打印 PDF，一式{count}份。</li>
        <li>在封面和承诺页签字、盖章，装订成册。</li>
        <li>
          {dateWords(deadlines.district.date)}前把电子版和纸质件送
          {district === '' ? '生产经营所在地的区县' : district}
          经信部门（{deadlines.district.clause}）。{deadlineWords({ notice, today })}。
        </li>
      </ol>
      <Button type="primary" onClick={() => open({ kind: 'preview' })}>
        去预览与导出
      </Button>
    </section>
  );
}
