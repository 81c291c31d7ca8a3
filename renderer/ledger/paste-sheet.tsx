import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Sheet } from '../shell/sheet.tsx';
import { LEDGER_COLUMNS } from './ledger-columns.ts';

interface PasteSheetProps {
  onTake: (text: string) => void;
  onClose: () => void;
}

const NAMES = LEDGER_COLUMNS.slice(0, 6)
  .map(({ label }) => label)
  .join('、');

/** A place to paste a table from Excel or WPS into. */
export function PasteSheet({ onTake, onClose }: PasteSheetProps) {
  const [text, setText] = useState('');
  const boxId = useId();
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return (
    <Sheet
      title="从 Excel 粘贴"
      kind="middle"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>不粘贴</Button>
          <Button type="primary" disabled={lines === 0} onClick={() => onTake(text)}>
            {lines === 0 ? '读取' : `读取 ${lines} 行`}
          </Button>
        </>
      }
    >
      <p>
        在 Excel 或 WPS 表格里连同表头一起选中、复制，再到下面粘贴。各列按表头的名称对应，次序不限：{NAMES}
        等。
      </p>
      <label htmlFor={boxId} className="visually-hidden">
        粘贴的表格
      </label>
      <Input.TextArea
        id={boxId}
        className="paste-box"
        autoFocus
        rows={8}
        value={text}
        placeholder="点这里，按 Ctrl+V"
        onChange={({ target }) => setText(target.value)}
      />
    </Sheet>
  );
}
