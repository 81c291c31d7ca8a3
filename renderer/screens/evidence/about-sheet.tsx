import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import { Sheet } from '../../shell/sheet.tsx';

/** As the contract takes them. */
const LONGEST_CLAIM = 300;
const MOST_CLAIMS = 50;

interface AboutSheetProps {
  file: EvidenceFileView;
  /** Honours, standards, enterprises that the form names already. */
  offers: readonly string[];
  onSave: (about: string[]) => void;
  onClose: () => void;
}

/** Asks what a file proves: what the form names already is offered, anything else can be written. */
export function AboutSheet({ file, offers, onSave, onClose }: AboutSheetProps) {
  const othersId = useId();
  const [chosen, setChosen] = useState<readonly string[]>(file.about.filter((each) => offers.includes(each)));
  const [others, setOthers] = useState(file.about.filter((each) => !offers.includes(each)).join('、'));
  const written = others
    .split(/[、；;\n]/)
    .map((each) => each.trim().slice(0, LONGEST_CLAIM))
    .filter((each) => each !== '');
  const save = () => onSave([...new Set([...chosen, ...written])].slice(0, MOST_CLAIMS));
  return (
    <Sheet
      title="这个文件证明什么"
      kind="middle"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>不改</Button>
          <Button type="primary" onClick={save}>
            注明
          </Button>
        </>
      }
    >
      <p className="choose-names">{file.name}</p>
      {offers.length === 0 ? null : (
        <Checkbox.Group
          className="choose-one"
          value={[...chosen]}
          onChange={(values) => setChosen(values.map(String))}
          options={offers.map((offer) => ({ label: offer, value: offer }))}
        />
      )}
      <div className="about-others">
        <label htmlFor={othersId}>
          {offers.length === 0 ? '所证明的荣誉、标准或企业' : '其他'}（多项用“、”分开）
        </label>
        <Input
          id={othersId}
          value={others}
          onChange={({ target }) => setOthers(target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing) save();
          }}
        />
      </div>
    </Sheet>
  );
}
