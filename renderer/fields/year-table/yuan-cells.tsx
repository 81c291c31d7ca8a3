import { Button } from 'antd';
import { useState } from 'react';
import { groupedNumber } from '../../../shared/form/typed-text.ts';

export interface YuanCell {
  year: string;
  row: string;
  /** “2024年营业收入”. */
  name: string;
  /** As it stands in the table. */
  written: string;
  /** The same amount in 万元 if it was meant in 元. */
  value: number;
}

/** “是否以元填写？” for all cells of a table at once, until a person says that they are meant so. */
export function YuanCells({ cells, convert }: { cells: readonly YuanCell[]; convert: () => void }) {
  const [meant, setMeant] = useState('');
  const asked = cells.map(({ name, written }) => `${name} ${written}`).join('、');
  if (cells.length === 0 || asked === meant) return null;
  const [first] = cells;
  return (
    <p className="field-note yuan-offer">
      {cells.map(({ name }) => name).join('、')}是否以元填写？
      <Button type="link" size="small" onClick={convert}>
        {cells.length === 1 && first !== undefined
          ? `换算为 ${groupedNumber(first.value, 2)} 万元`
          : `把这 ${cells.length} 个数换算为万元`}
      </Button>
      <Button type="link" size="small" onClick={() => setMeant(asked)}>
        不，就是万元
      </Button>
    </p>
  );
}
