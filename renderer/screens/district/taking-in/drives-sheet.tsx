import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import type { IntakeSource } from '../../../../shared/contract/intake.ts';
import { sizeWords } from '../../../../shared/text/size-words.ts';
import { call, messageOf } from '../../../bridge-calls.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import '../../delivery/delivery.css';
import '../../preview/preview.css';

interface DrivesSheetProps {
  batchId: string;
  take: (source: IntakeSource) => void;
  chooseOther: () => void;
  onClose: () => void;
}

/** The sticks that are plugged in; all packages on one are taken in. */
export function DrivesSheet({ batchId, take, chooseOther, onClose }: DrivesSheetProps) {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['intakeDrives', batchId],
    queryFn: () => call('listIntakeDrives', { batchId }),
    staleTime: 0,
    gcTime: 0,
  });
  const isNone = data !== undefined && data.drives.length + data.unusable.length === 0;
  return (
    <Sheet title="收 U 盘" kind="middle" onClose={onClose}>
      <p>U 盘上的申报包（文件夹、压缩包）会全部收进来，U 盘上的文件不改动。</p>
      {isFetching && data === undefined ? (
        <p aria-busy="true">
          <Spin size="small" /> 正在查找 U 盘……
        </p>
      ) : null}
      {error === null ? null : (
        <p role="alert" className="export-blocked">
          {messageOf(error)}
        </p>
      )}
      {data === undefined ? null : (
        <ul className="medium-places" aria-label="插上的 U 盘">
          {data.drives.map((drive) => (
            <li key={drive.sourceId} className="medium-place">
              <div>
                <strong>{drive.name}</strong>
                <span className="quiet delivery-place">{drive.shown}</span>
                {drive.totalBytes === null ? null : (
                  <span className="quiet">共 {sizeWords(drive.totalBytes)}</span>
                )}
              </div>
              <Button type="primary" aria-label={`收取 ${drive.name}`} onClick={() => take(drive)}>
                收取
              </Button>
            </li>
          ))}
          {data.unusable.map(({ label, reason }) => (
            <li key={`${label} ${reason}`} className="medium-place">
              <div>
                <strong>{label === '' ? 'U 盘' : label}</strong>
                <span className="quiet">{reason}</span>
              </div>
            </li>
          ))}
          {isNone ? (
            <li className="medium-none">
              {data.listed
                ? '没有找到 U 盘。插上 U 盘，等几秒再点“刷新”；也可以点“选择其他位置…”，选 U 盘所在的文件夹。'
                : '这台电脑没有告诉申报匣插了哪些 U 盘。请点“选择其他位置…”，选 U 盘所在的文件夹。'}
            </li>
          ) : null}
        </ul>
      )}
      <div className="export-actions">
        <Button loading={isFetching} onClick={() => void refetch()}>
          刷新
        </Button>
        <Button onClick={chooseOther}>选择其他位置…</Button>
      </div>
    </Sheet>
  );
}
