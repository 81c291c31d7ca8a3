import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { LedgerRead } from '../../shared/contract/evidence.ts';
import type { Invoice } from '../../shared/form/draft.ts';
import { Sheet } from '../shell/sheet.tsx';
import { carryOut, type ImportPlan, MOST_INVOICES } from './import-differences.ts';

/** Lines of a list that are shown; a thousand help nobody. */
const MOST_LINES = 200;

interface ImportSheetProps {
  plan: ImportPlan;
  problems: LedgerRead['problems'];
  onTake: (invoices: Invoice[]) => void;
  onClose: () => void;
}

function counts({ added, completed, same }: ImportPlan): string {
  const parts = [
    `新增 ${added} 张`,
    ...(completed > 0 ? [`已在清单中、补全了空格的 ${completed} 张`] : []),
    ...(same > 0 ? [`已在清单中、不重复计入的 ${same} 张`] : []),
  ];
  return `读到 ${added + completed + same} 张发票：${parts.join('，')}。`;
}

/** What an import found, before anything is changed: what is new, what is there already, what could not be read. */
export function ImportSheet({ plan, problems, onTake, onClose }: ImportSheetProps) {
  const [takeIncoming, setTakeIncoming] = useState(false);
  const { differences, added, completed, invoices } = plan;
  const changes = added + completed + (takeIncoming ? differences.length : 0);
  const tooMany = invoices.length > MOST_INVOICES;
  return (
    <Sheet
      title="导入发票清单"
      kind="middle"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{changes === 0 ? '知道了' : '不导入'}</Button>
          {changes === 0 || tooMany ? null : (
            <Button type="primary" onClick={() => onTake(carryOut(plan, takeIncoming))}>
              {added > 0 ? `加入清单 ${added} 张` : '更新清单'}
            </Button>
          )}
        </>
      }
    >
      <p>{counts(plan)}</p>
      {tooMany ? (
        <p role="alert" className="ledger-short">
          一份清单最多 {MOST_INVOICES.toLocaleString('zh-CN')}{' '}
          张，没有导入。请先删去不属于数字化转型投入的发票。
        </p>
      ) : null}
      {differences.length === 0 ? null : (
        <section>
          <h3 className="import-heading">与清单不同的 {differences.length} 张</h3>
          <ul className="import-list">
            {differences.slice(0, MOST_LINES).map(({ row, words }) => (
              <li key={row}>
                第 {row + 1} 行 {words}
              </li>
            ))}
          </ul>
          <Checkbox checked={takeIncoming} onChange={({ target }) => setTakeIncoming(target.checked)}>
            以导入的为准（类别和市级资金不变）
          </Checkbox>
        </section>
      )}
      {problems.length === 0 ? null : (
        <section>
          <h3 className="import-heading">没有读出来或要核对的 {problems.length} 处</h3>
          <ul className="import-list">
            {problems.slice(0, MOST_LINES).map(({ file, place, problem }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={index}>
                <strong>{[file, place].filter((each) => each !== '').join(' · ')}</strong> {problem}
              </li>
            ))}
          </ul>
          {problems.length > MOST_LINES ? <p>另有 {problems.length - MOST_LINES} 处。</p> : null}
        </section>
      )}
    </Sheet>
  );
}
