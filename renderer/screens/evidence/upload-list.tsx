import { Button, Progress } from 'antd';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useSession } from '../../draft/draft-context.tsx';
import { type UploadJob, uploadsOf } from '../../upload/upload-queue.ts';
import { sizeWords } from './file-words.ts';

/** More lines than this help nobody; the rest is counted. */
const MOST_LINES = 6;

function phaseWords({ phase, sent, bytes }: UploadJob): string {
  if (phase === 'waiting') return '等待中';
  if (phase === 'taking') return '正在核对';
  return `${sizeWords(sent)} / ${sizeWords(bytes)}`;
}

/** Files on their way into a slot, each with its progress and the way to give it up. */
export function UploadList({ slot }: { slot: string }) {
  const queue = uploadsOf(useSession());
  const all = useSyncExternalStore(
    queue.subscribe,
    useCallback(() => queue.getJobs(), [queue]),
  );
  const jobs = useMemo(
    () => all.filter(({ target }) => target.kind === 'evidence' && target.slot === slot),
    [all, slot],
  );
  if (jobs.length === 0) return null;
  return (
    <ul className="upload-list" aria-label="正在添加的文件">
      {jobs.slice(0, MOST_LINES).map((job) => (
        <li key={job.id}>
          <span className="upload-name">{job.name}</span>
          <Progress
            percent={job.bytes === 0 ? 100 : Math.floor((job.sent / job.bytes) * 100)}
            size="small"
            showInfo={false}
            aria-label={`“${job.name}”的进度`}
          />
          <span className="quiet">{phaseWords(job)}</span>
          <Button size="small" disabled={job.phase === 'taking'} onClick={() => queue.cancel(job.id)}>
            取消
          </Button>
        </li>
      ))}
      {jobs.length > MOST_LINES ? (
        <li>
          <span className="upload-name">还有 {jobs.length - MOST_LINES} 个文件在后面</span>
          <Button size="small" onClick={() => jobs.map(({ id }) => queue.cancel(id))}>
            全部取消
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
