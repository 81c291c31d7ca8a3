import { Button } from 'antd';
import { useToasts } from '../../shell/toasts.tsx';
import { foldersRefused } from '../../upload/dropped-files.ts';
import { useFileDrop } from '../../upload/use-file-drop.ts';
import type { Sending } from './use-sealing.ts';

interface ScanDropProps {
  isBusy: boolean;
  /** Some are there already. */
  isMore: boolean;
  sending: Sending | undefined;
  choose: () => void;
  drop: (files: readonly File[]) => void;
}

/** Where scans come from: the system's dialog, or dropped here. */
export function ScanDrop({ isBusy, isMore, sending, choose, drop }: ScanDropProps) {
  const { show } = useToasts();
  const { hovered, place } = useFileDrop(({ files, folders }) => {
    const refused = foldersRefused(folders);
    if (refused !== undefined) show({ kind: 'info', text: refused });
    if (isBusy) show({ kind: 'info', text: '正在读取前面的扫描件，请读完再拖入。' });
    else if (files.length > 0) drop(files);
  });
  return (
    <section className={hovered ? 'code-drop code-hovered' : 'code-drop'} aria-label="添加扫描件" {...place}>
      {sending === undefined ? (
        <>
          <p>
            {isMore
              ? '可以继续添加扫描件：拖到这里，或者点'
              : '把盖好章的页扫描（200 dpi 以上，整页放平），把 PDF 或图片拖到这里，或者点'}
          </p>
          <Button type={isMore ? 'default' : 'primary'} disabled={isBusy} onClick={choose}>
            选择扫描件…
          </Button>
        </>
      ) : (
        <>
          <p role="status">
            正在读入第 {sending.done + 1} 个，共 {sending.total} 个……
          </p>
          <Button onClick={sending.stop}>取消</Button>
        </>
      )}
    </section>
  );
}
