import { Button, Progress } from 'antd';
import type { Stage } from './use-work.ts';

/** The stages of an export, in the words of the screens and the order in which they come. */
export const EXPORT_STAGES = [
  '整理内容',
  '检查',
  '生成 Word',
  '生成 PDF',
  '合并材料',
  '回读核对',
  '写入',
] as const;

function remainingWords(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 5) return '马上就好';
  if (seconds < 60) return `大约还需 ${Math.ceil(seconds / 5) * 5} 秒`;
  return `大约还需 ${Math.ceil(seconds / 60)} 分钟`;
}

/** What a stage counts, where it says so. */
const UNITS: Record<string, string> = {
  合并材料: ' 页',
  清理材料: ' 页',
  复制文件: ' MB',
  核对申报包: ' MB',
  生成邮件: ' MB',
  放入成册: ' 页',
  收取申报包: ' 份',
};

/** “合并材料 38/120 页” */
function stageWords({ stage, done, total }: Stage): string {
  if (done === null || total === null) return stage;
  return `${stage} ${done}/${total}${UNITS[stage] ?? ''}`;
}

interface WorkProgressProps {
  title: string;
  stage: Stage | undefined;
  /** Shown as a line of steps, the present one marked. */
  stages?: readonly string[];
  cancel: () => void;
  /** What cancelling leaves behind, where it is not nothing. */
  cancelWords?: string;
}

/** What is being done, how far it is, how long it will take, and the way to stop it. */
export function WorkProgress({ title, stage, stages, cancel, cancelWords }: WorkProgressProps) {
  const percent = Math.floor(stage?.percent ?? 0);
  const at = stages?.findIndex((name) => stage?.stage.startsWith(name) === true) ?? -1;
  return (
    <section className="work-progress" aria-label={title} aria-busy="true">
      <h2>{title}</h2>
      <Progress percent={percent} aria-label={title} />
      <p role="status">{stage === undefined ? '正在准备……' : stageWords(stage)}</p>
      <p className="quiet">{remainingWords(stage?.remainingSeconds ?? null)}</p>
      {stages === undefined ? null : (
        <ol className="work-stages">
          {stages.map((name, index) => (
            <li
              key={name}
              aria-current={index === at ? 'step' : undefined}
              data-state={at < 0 || index > at ? 'later' : index === at ? 'now' : 'done'}
            >
              <span aria-hidden="true">{at < 0 || index > at ? '○' : index === at ? '◐' : '●'}</span> {name}
            </li>
          ))}
        </ol>
      )}
      <Button onClick={cancel}>取消</Button>
      <p className="quiet">{cancelWords ?? '取消不会留下任何文件，草稿也不受影响。'}</p>
    </section>
  );
}
