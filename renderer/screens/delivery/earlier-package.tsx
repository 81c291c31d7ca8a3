import { Button } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call } from '../../bridge-calls.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { EarlierSealGuide } from '../preview/earlier-seal-guide.tsx';
import { SealPages } from '../sealing/seal-pages.tsx';
import { DeliveryActions } from './delivery-actions.tsx';

type Chosen = Extract<CallOutput<'chooseEarlierPackage'>, { outcome: 'chosen' }>;

/** Handing in a package that was exported before: between export and handing in lie printing and sealing. */
export function EarlierPackage({ draftId }: { draftId: string }) {
  const { tellError } = useToasts();
  const [chosen, setChosen] = useState<Chosen>();
  const choose = async () => {
    const answer = await call('chooseEarlierPackage', { draftId });
    if (answer.outcome === 'chosen') setChosen(answer);
  };
  return (
    <>
      <Button block onClick={() => void choose().catch(tellError)}>
        送交以前导出的申报包…
      </Button>
      {chosen === undefined ? null : (
        <Sheet title="送交申报包" kind="middle" onClose={() => setChosen(undefined)}>
          <dl className="export-facts">
            <div>
              <dt>对照码</dt>
              <dd>
                <strong>{chosen.twinCode}</strong>
                {chosen.sealed ? '，已盖章' : ''}
              </dd>
            </div>
            <div>
              <dt>导出日期</dt>
              <dd>{chosen.createdOn}</dd>
            </div>
            <div>
              <dt>大小</dt>
              <dd>
                {sizeWords(chosen.bytes)}，{chosen.files} 个文件
              </dd>
            </div>
            <div>
              <dt>位置</dt>
              <dd>{chosen.shown}</dd>
            </div>
          </dl>
          <DeliveryActions madeId={chosen.madeId} incomplete={chosen.incomplete} />
          {chosen.incomplete || chosen.sealed ? null : (
            <div className="export-actions">
              <EarlierSealGuide draftId={draftId} chosen={chosen} />
              <SealPages draftId={draftId} madeId={chosen.madeId} />
            </div>
          )}
          <p className="quiet">写入和发送前都会再核对一次：文件有改动或缺少的，不会送交。</p>
        </Sheet>
      )}
    </>
  );
}
