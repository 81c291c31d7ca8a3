import { Button, Radio, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { EvidenceItem } from '../../../shared/form/definition.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { likelySlot, type RankedSlot, rankSlots } from './rank-slots.ts';

interface ChooseSlotSheetProps {
  title: string;
  items: readonly EvidenceItem[];
  /** Names of the files that are to be placed. */
  names: readonly string[];
  /** A slot where they must not go: the one they come from. */
  except?: string;
  /** Gets the slot of each name, in their order. */
  onChoose: (slots: string[]) => void;
  onClose: () => void;
}

function nameOf({ item, slot }: Pick<RankedSlot, 'item' | 'slot'>): string {
  return item.slots.length === 1 ? `${item.number}${item.shortName}` : `${item.number}${slot.label}`;
}

/** Asks to which item of the checklist files belong, the likely one first. */
export function ChooseSlotSheet({ title, items, names, except, onChoose, onClose }: ChooseSlotSheetProps) {
  const ranked = useMemo(
    () => rankSlots(items, names).filter(({ slot }) => slot.id !== except),
    [items, names, except],
  );
  const guesses = useMemo(() => names.map((name) => likelySlot(items, name)?.id), [items, names]);
  const [first] = ranked;
  const likely = first !== undefined && first.score > 0 ? first.slot.id : undefined;
  const [apart, setApart] = useState(new Set(guesses).size > 1);
  const [together, setTogether] = useState(likely);
  const [each, setEach] = useState<readonly (string | undefined)[]>(guesses);
  const chosen = apart ? each : names.map(() => together);
  const open = chosen.filter((slot) => slot === undefined).length;
  return (
    <Sheet
      title={title}
      kind="middle"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>不添加</Button>
          <Button
            type="primary"
            disabled={open > 0}
            onClick={() => onChoose(chosen.filter((slot) => slot !== undefined))}
          >
            {open > 0 ? '请先选择' : '放到这里'}
          </Button>
        </>
      }
    >
      <p className="choose-names">
        {names.length === 1
          ? `文件：${names[0]}`
          : `${names.length} 个文件：${names.slice(0, 3).join('、')}${names.length > 3 ? '……' : ''}`}
      </p>
      {names.length === 1 ? null : (
        <Radio.Group
          className="choose-mode"
          value={apart}
          onChange={({ target }) => setApart(target.value === true)}
          options={[
            { label: '全部放到同一项', value: false },
            { label: '逐个选择', value: true },
          ]}
        />
      )}
      {apart ? (
        <ul className="choose-each">
          {names.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same; their order never changes here
            <li key={index}>
              <span className="choose-name">{name}</span>
              <Select
                aria-label={`“${name}”放到`}
                placeholder="放到哪一项"
                value={each[index]}
                onChange={(slot: string) => setEach(each.with(index, slot))}
                options={ranked.map((placed) => ({ value: placed.slot.id, label: nameOf(placed) }))}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Radio.Group
          className="choose-one"
          aria-label="放到哪一项"
          value={together}
          onChange={({ target }) => setTogether(String(target.value))}
        >
          {ranked.map((placed) => (
            <Radio key={placed.slot.id} value={placed.slot.id} autoFocus={placed.slot.id === likely}>
              {nameOf(placed)}
              {placed.score > 0 ? <span className="choose-likely">按文件名推荐</span> : null}
            </Radio>
          ))}
        </Radio.Group>
      )}
    </Sheet>
  );
}
