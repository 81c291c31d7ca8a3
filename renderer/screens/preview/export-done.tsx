import { Button } from 'antd';
import type { MadePart } from '../../../shared/contract/export.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call } from '../../bridge-calls.ts';
import { useSession } from '../../draft/draft-context.tsx';
import { useNotice } from '../../shell/notice.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { DeliveryActions } from '../delivery/delivery-actions.tsx';
import { SealPages } from '../sealing/seal-pages.tsx';
import { NotRemembered } from './not-remembered.tsx';
import { PrintButton } from './print-button.tsx';
import { SealGuideButton } from './seal-guide-sheet.tsx';

export type Exported = Extract<CallOutput<'waitForExport'>, { outcome: 'done' }>;

interface ExportDoneProps {
  exported: Exported;
  /** Back to the preview. */
  back: () => void;
}

/** The end of an export: what was written and where, its twin code, and what comes next on paper. */
export function ExportDone({ exported, back }: ExportDoneProps) {
  const { notice } = useNotice();
  const { draftId } = useSession();
  const { tellError } = useToasts();
  const { madeId, twinCode, bytes, shown, files, zip, findings } = exported;
  const incomplete = findings.some(({ level }) => level === 'block');
  const open = (part: MadePart) => void call('openMade', { madeId, part }).catch(tellError);
  const copies = notice.copies.paper;
  return (
    <section className="export-done" aria-label="导出完成">
      <h1>
        <span aria-hidden="true">✓ </span>
        {incomplete ? '带“草稿”字样的一份已导出' : '申报包已导出，并已全部回读核对'}
      </h1>
      {incomplete ? (
        <p className="export-blocked">还有须改的项目，每页印有“草稿”，不能作为正式材料报送。</p>
      ) : null}
      {exported.notRemembered === null ? null : (
        <NotRemembered madeId={madeId} reason={exported.notRemembered} incomplete={incomplete} />
      )}
      <dl className="export-facts">
        <div>
          <dt>对照码</dt>
          <dd className="twin-code">{twinCode}</dd>
        </div>
        <div>
          <dt>大小</dt>
          <dd>
            {sizeWords(bytes)}，{files.length} 个文件
          </dd>
        </div>
        <div>
          <dt>位置</dt>
          <dd>{shown}</dd>
        </div>
        {zip === null ? null : (
          <div>
            <dt>压缩包</dt>
            <dd>
              {zip.name}（{sizeWords(zip.bytes)}）
            </dd>
          </div>
        )}
      </dl>
      <div className="export-actions">
        <Button type="primary" onClick={() => void call('revealMade', { madeId }).catch(tellError)}>
          打开文件夹
        </Button>
        <Button onClick={() => open('bound')}>打开 PDF</Button>
        <Button onClick={() => open('word')}>打开 Word</Button>
        <PrintButton madeId={madeId} copies={copies} />
        <Button onClick={() => open('binding')}>打开盖章与装订说明</Button>
        <SealGuideButton place={shown} guide={exported.guide} />
      </div>
      <DeliveryActions madeId={madeId} incomplete={incomplete} />
      {incomplete ? null : (
        <>
          <h2>接下来</h2>
          <ol className="export-next">
            <li>打印“03-申报书成册(含佐证材料).pdf”{copies} 份，双面；盖章、扫描之后再装订。</li>
            <li>按“盖章与装订说明”在封面、真实性承诺等处盖章、签字、填日期。</li>
            <li>
              任选一份，把盖好章的页彩色扫描，放回成册，得到已盖章的申报包：
              <SealPages draftId={draftId} madeId={madeId} />
            </li>
            <li>{copies} 份都左侧装订成册；当地要骑缝章的，装订后盖。</li>
            <li>
              {notice.deadlines.district.date} 前把 {copies}{' '}
              份纸质件和电子版（PDF、Word）送到生产经营所在地的区县经信部门。
            </li>
            <li>
              纸质件每页页脚的对照码都应是 <strong>{twinCode}</strong>
              。再改草稿，对照码就会不同，需要重新导出、打印。
            </li>
          </ol>
        </>
      )}
      <details>
        <summary>写出的文件</summary>
        <ul className="will-write">
          {files.map((file) => (
            <li key={file.name}>
              <span>{file.name}</span>
              <span className="quiet">{sizeWords(file.bytes)}</span>
            </li>
          ))}
        </ul>
      </details>
      <Button onClick={back}>← 回到预览</Button>
    </section>
  );
}
