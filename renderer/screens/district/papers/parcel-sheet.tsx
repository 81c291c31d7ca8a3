import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Spin } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { sizeWords } from '../../../../shared/text/size-words.ts';
import { call, messageOf } from '../../../bridge-calls.ts';
import { flushOpenSession } from '../../../shell/open-session.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import { useToasts } from '../../../shell/toasts.tsx';
import { useWork } from '../../preview/use-work.ts';
import { WorkProgress } from '../../preview/work-progress.tsx';
import { useTold } from '../use-told.ts';
import '../../delivery/delivery.css';
import '../../preview/preview.css';

const waitForParcel = (workId: string) => call('waitForParcel', { workId });

type Place = CallOutput<'listParcelPlaces'>['places'][number];
type Written = Extract<CallOutput<'waitForParcel'>, { outcome: 'written' }>;

interface ParcelSheetProps {
  batchId: string;
  /** Recommended entries, and those of them that have files. */
  recommended: number;
  withFiles: number;
  onClose: () => void;
}

function PlaceLine({ place, needed, write }: { place: Place; needed: number; write: () => void }) {
  const isFull = place.freeBytes !== null && place.freeBytes < needed;
  const name = place.label === '' ? 'U 盘' : place.label;
  return (
    <li className="medium-place">
      <div>
        <strong>{name}</strong>
        <span className="quiet delivery-place">{place.shown}</span>
        <span className={isFull ? 'medium-full' : 'quiet'}>
          {isFull ? '空间不足：' : ''}
          {place.freeBytes === null ? '剩余空间未知' : `剩余 ${sizeWords(place.freeBytes)}`}
        </span>
      </div>
      <Button type="primary" disabled={isFull} onClick={write} aria-label={`写入 ${name}（${place.shown}）`}>
        写入
      </Button>
    </li>
  );
}

/** The end: what was written and where, the label and the mail to be opened. */
function ParcelWritten({ result }: { result: Written }) {
  const told = useTold();
  const { name, shown, files, bytes, zip, papers, eject } = result;
  const openFile = (madeId: string) => void told(() => call('openMade', { madeId, part: 'itself' }));
  return (
    <section aria-label="已打包">
      <p className="delivery-done">
        <span aria-hidden="true">✓ </span>已写好，并逐个文件读回核对。
      </p>
      <dl className="export-facts">
        <div>
          <dt>名称</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>位置</dt>
          <dd>{shown}</dd>
        </div>
        <div>
          <dt>内容</dt>
          <dd>
            {files} 个文件，{sizeWords(bytes)}
            {zip === null ? '' : `；另有压缩包 ${zip.name}`}
          </dd>
        </div>
      </dl>
      <div className="export-actions">
        {papers.map(({ madeId, name: paper }) => (
          <Button key={madeId} onClick={() => openFile(madeId)}>
            打开 {paper}
          </Button>
        ))}
      </div>
      {eject === null ? null : <p>{eject}</p>}
      <p className="quiet">
        邮件草稿不会自己发送：用邮件程序打开，核对收件人，附上压缩包再发。纸质件一式一份，按寄送标签交或寄。
      </p>
    </section>
  );
}

/** 打包报送: all that the city wants, as one folder. */
export function ParcelSheet({ batchId, recommended, withFiles, onClose }: ParcelSheetProps) {
  const { tellError } = useToasts();
  const [zip, setZip] = useState(false);
  const { state, run, cancel, reset } = useWork(waitForParcel);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['parcelPlaces', batchId],
    queryFn: () => call('listParcelPlaces', { batchId }),
    staleTime: 0,
    gcTime: 0,
  });
  const write = (placeId: string) =>
    run(async () => {
      await flushOpenSession();
      return call('startParcel', { batchId, placeId, zip });
    });
  const chooseOther = async () => {
    const chosen = await call('chooseParcelPlace', { batchId });
    if (chosen.outcome === 'chosen') write(chosen.place.placeId);
  };
  const isIdle = state.phase === 'idle' || state.phase === 'failed' || state.phase === 'cancelled';
  const written = state.phase === 'ended' ? state.result : undefined;
  return (
    <Sheet
      title="打包报送"
      kind="middle"
      onClose={onClose}
      footer={
        written === undefined ? undefined : (
          <>
            <Button
              onClick={() => {
                reset();
                void refetch();
              }}
            >
              再写一份
            </Button>
            <Button
              type="primary"
              onClick={() => void call('revealMade', { madeId: written.madeId }).catch(tellError)}
            >
              打开文件夹
            </Button>
          </>
        )
      }
    >
      {isIdle ? (
        <>
          <p>
            写成一个文件夹：推荐意见、汇总表、推荐的 {recommended} 家的电子件（{withFiles}{' '}
            家有申报包），连同文件清单、寄送标签和邮件草稿。
          </p>
          {withFiles < recommended ? (
            <p className="sign-warn">
              △ 有 {recommended - withFiles} 家是手工登记或没有电子件的，电子件请另外附上。
            </p>
          ) : null}
          {state.phase === 'failed' ? (
            <p role="alert" className="export-blocked delivery-told">
              {messageOf(state.error)}
            </p>
          ) : null}
          {state.phase === 'cancelled' ? <p role="status">已取消，没有留下未完成的文件。</p> : null}
          <Checkbox checked={zip} onChange={({ target }) => setZip(target.checked)}>
            另存一个压缩包（.zip），发邮件用
          </Checkbox>
          {error === null ? null : (
            <p role="alert" className="export-blocked">
              {messageOf(error)}
            </p>
          )}
          {isFetching && data === undefined ? (
            <p aria-busy="true">
              <Spin size="small" /> 正在查找 U 盘……
            </p>
          ) : null}
          {data === undefined ? null : (
            <>
              <p className="quiet">约需 {sizeWords(data.neededBytes)}。写到：</p>
              <ul className="medium-places" aria-label="可以写入的 U 盘">
                {data.places.map((place) => (
                  <PlaceLine
                    key={place.placeId}
                    place={place}
                    needed={data.neededBytes}
                    write={() => write(place.placeId)}
                  />
                ))}
                {data.unusable.map(({ label, reason }) => (
                  <li key={`${label} ${reason}`} className="medium-place">
                    <div>
                      <strong>{label === '' ? 'U 盘' : label}</strong>
                      <span className="quiet">{reason}</span>
                    </div>
                  </li>
                ))}
                {data.places.length + data.unusable.length > 0 ? null : (
                  <li className="medium-none">没有插着的 U 盘。插上后点“刷新”，或选这台电脑上的文件夹。</li>
                )}
              </ul>
            </>
          )}
          <div className="export-actions">
            <Button onClick={() => void refetch()} loading={isFetching}>
              刷新
            </Button>
            <Button type="primary" onClick={() => void chooseOther().catch(tellError)}>
              选择文件夹…
            </Button>
          </div>
        </>
      ) : null}
      {state.phase === 'running' ? (
        <WorkProgress
          title="正在打包"
          stage={state.stage}
          cancel={cancel}
          cancelWords="取消不会留下任何文件，收到的材料不受影响。"
        />
      ) : null}
      {written === undefined ? null : <ParcelWritten result={written} />}
    </Sheet>
  );
}
