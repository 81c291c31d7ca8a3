import { Button } from 'antd';
import type { MaskDesk } from './use-masks.ts';
import './masks.css';

/** A region that the keyboard begins with, in the middle of the page. */
const FIRST = { x: 0.35, y: 0.45, width: 0.3, height: 0.05 };

/** While regions are marked: what it is for, how it is done, and the ways without a mouse. */
export function MaskBar({ desk, page }: { desk: MaskDesk; page: number }) {
  const { masks, change, undo, redo } = desk;
  return (
    <div className="mask-bar">
      <p>
        按住鼠标拖出要涂黑的地方（身份证号、账号）。方向键移动，Shift 加方向键改变大小，Delete
        删除。只用于“另存对外副本”，原件和申报包不受影响。
      </p>
      <span role="status">已标记 {masks.length} 处</span>
      <Button onClick={() => change([...masks, { page, ...FIRST }])}>在第 {page} 页加一处</Button>
      <Button disabled={undo === undefined} onClick={undo}>
        撤销
      </Button>
      <Button disabled={redo === undefined} onClick={redo}>
        重做
      </Button>
    </div>
  );
}
