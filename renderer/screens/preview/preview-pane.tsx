import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { call, messageOf } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { FindingList } from '../../draft/finding-list.tsx';
import { useFindings } from '../../draft/findings.ts';
import { prepareReading } from '../../pdf/open-pdf.ts';
import { useNavigation } from '../../shell/navigation.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { CleanedCopyPart } from '../cleaned-copy/cleaned-copy-part.tsx';
import { EarlierPackage } from '../delivery/earlier-package.tsx';
import { useExport } from './export-context.tsx';
import { ExportDone } from './export-done.tsx';
import { PreviewDocument } from './preview-document.tsx';
import { useWork } from './use-work.ts';
import { WillWrite } from './will-write.tsx';
import { EXPORT_STAGES, WorkProgress } from './work-progress.tsx';
import './preview.css';

const waitForPreview = (workId: string) => call('waitForPreview', { workId });
const revisionOf = (state: DraftState) => state.revision;
/** The pages as they will be printed, and the export (ui.md “Preview and export”). */
export function PreviewPane() {
  const session = useSession();
  const { goTo } = useNavigation();
  const { tellError } = useToasts();
  const findings = useFindings();
  const revision = useDraftState(revisionOf);
  const preview = useWork(waitForPreview);
  const exporting = useExport();
  const [zip, setZip] = useState(false);

  const { draftId } = session;
  const { run } = preview;
  const makePreview = useCallback(
    () =>
      run(async () => {
        await session.flush();
        return call('startPreview', { draftId });
      }),
    [run, session, draftId],
  );
  useEffect(makePreview, [makePreview]);
  useEffect(prepareReading, []);
  const shown = preview.state.phase === 'ended' ? preview.state.result : undefined;
  const previewId = shown?.previewId;
  useEffect(() => {
    if (previewId === undefined) return;
    return () => void call('closePreview', { previewId }).catch(() => undefined);
  }, [previewId]);

  const openCheck = () => goTo({ screen: 'draft', draftId, pane: { kind: 'check' } });
  const { state } = exporting;
  if (state.phase === 'ended' && state.result.outcome === 'done')
    return <ExportDone exported={state.result} back={exporting.reset} />;
  if (state.phase === 'running')
    return (
      <WorkProgress
        title="正在导出申报包"
        stage={state.stage}
        stages={EXPORT_STAGES}
        cancel={exporting.cancel}
      />
    );
  return (
    <div className="preview">
      <header className="section-head">
        <h1>预览与导出</h1>
        {shown === undefined ? null : (
          <span className="quiet">
            申报书 {shown.pageCount} 页{shown.revision === revision ? '' : '（内容已改动）'}
          </span>
        )}
        {shown !== undefined && shown.revision !== revision ? (
          <Button onClick={makePreview}>重新生成预览</Button>
        ) : null}
      </header>
      {state.phase === 'failed' ? (
        <p role="alert" className="export-blocked">
          {messageOf(state.error)}
        </p>
      ) : null}
      {state.phase === 'cancelled' ? <p role="status">已取消，没有留下任何文件。</p> : null}
      {state.phase === 'ended' && state.result.outcome === 'blocked' ? (
        <section role="alert">
          <p>还有须改的项目，没有导出：</p>
          <FindingList
            findings={state.result.findings.filter(({ level }) => level === 'block')}
            open={(pane) => goTo({ screen: 'draft', draftId, pane })}
          />
        </section>
      ) : null}
      {preview.state.phase === 'running' ? (
        <WorkProgress title="正在生成预览" stage={preview.state.stage} cancel={preview.cancel} />
      ) : null}
      {preview.state.phase === 'failed' || preview.state.phase === 'cancelled' ? (
        <section role="alert">
          <p>{preview.state.phase === 'failed' ? messageOf(preview.state.error) : '已取消生成预览。'}</p>
          <Button onClick={makePreview}>重新生成预览</Button>
        </section>
      ) : null}
      {shown === undefined ? null : (
        <div className="preview-columns">
          <PreviewDocument address={shown.address} />
          <aside className="preview-side">
            <WillWrite
              preview={shown}
              findings={findings}
              zip={zip}
              setZip={setZip}
              startExport={(incomplete) => void exporting.start(incomplete, zip).catch(tellError)}
              openCheck={openCheck}
            />
            <EarlierPackage draftId={draftId} />
            <CleanedCopyPart />
          </aside>
        </div>
      )}
    </div>
  );
}
