import { Button, Input, Radio, Select } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { RemarkView } from '../../../shared/contract/remarks.ts';
import type { Form } from '../../../shared/form/definition.ts';
import { namedPlaces } from '../../../shared/form/guess-place.ts';
import { placeWords } from '../../../shared/form/place-words.ts';
import { useSession } from '../../draft/draft-context.tsx';
import type { DraftPane } from '../../shell/navigation.tsx';

const STATES: { value: RemarkView['state']; label: string }[] = [
  { value: 'open', label: '未处理' },
  { value: 'changed', label: '已修改' },
  { value: 'explained', label: '说明' },
];

/** As the contract takes it. Characters. */
const LONGEST_ANSWER = 2_000;

/** Every place of the form by section, as a list offers them. */
function placeOptions(form: Form) {
  return form.sections.flatMap((section) => {
    const options = namedPlaces(form)
      .filter((place) => place.section.id === section.id)
      .map(({ id }) => ({ value: id, label: placeWords(form, id) }));
    return options.length === 0 ? [] : [{ label: section.title, options }];
  });
}

/** Typed here at once and kept when the box is left, the window is saved or the pane is closed. */
function useAnswerText(remark: RemarkView, save: (remark: RemarkView) => Promise<boolean>) {
  const session = useSession();
  const [typed, setTyped] = useState<string>();
  const hand = useRef(() => {});
  hand.current = () => {
    if (typed === undefined || typed === remark.answer) return;
    void save({ ...remark, answer: typed }).then((isKept) => {
      // What could not be kept stays in the box.
      if (isKept) setTyped((now) => (now === typed ? undefined : now));
    });
  };
  useEffect(() => {
    const release = session.holdBack(() => hand.current());
    return () => {
      hand.current();
      release();
    };
  }, [session]);
  return { answer: typed ?? remark.answer, type: setTyped, keep: () => hand.current() };
}

interface RemarkCardProps {
  number: number;
  remark: RemarkView;
  save: (remark: RemarkView) => Promise<boolean>;
  remove: (remark: RemarkView) => Promise<void>;
  open: (pane: DraftPane) => void;
}

/** One remark: what it says, what it speaks of, what became of it. */
export function RemarkCard({ number, remark, save, remove, open }: RemarkCardProps) {
  const { form } = useSession();
  const id = useId();
  const options = useMemo(() => placeOptions(form), [form]);
  const { answer, type, keep } = useAnswerText(remark, save);
  const { text, place, state, changes, baseRevision } = remark;
  const found = namedPlaces(form).find((each) => each.id === place);
  return (
    <li className="card remark-card" aria-label={`第 ${number} 条意见`}>
      <p id={`${id}-text`} className="remark-text">
        <span aria-hidden="true">{number}. </span>
        {text}
      </p>
      <div className="remark-line">
        <label htmlFor={`${id}-place`}>对应</label>
        <Select<string>
          id={`${id}-place`}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择填报项或材料"
          value={place}
          options={options}
          onChange={(chosen: string | undefined) => void save({ ...remark, answer, place: chosen ?? null })}
        />
        {found === undefined ? null : (
          <Button onClick={() => open({ kind: 'section', section: found.section.id, field: found.id })}>
            去修改
          </Button>
        )}
        <span className="quiet">
          {baseRevision === null || place === null
            ? ''
            : changes === 0
              ? '导出之后没有改过'
              : `导出之后改了 ${changes} 处`}
        </span>
      </div>
      <div className="remark-line">
        <Radio.Group
          aria-label={`第 ${number} 条的处理情况`}
          options={STATES}
          value={state}
          onChange={({ target }) => {
            const chosen = STATES.find(({ value }) => value === target.value);
            if (chosen !== undefined) void save({ ...remark, answer, state: chosen.value });
          }}
        />
        <Button
          className="remark-remove"
          type="text"
          aria-label={`移除第 ${number} 条意见`}
          onClick={() => void remove(remark)}
        >
          移除
        </Button>
      </div>
      <label htmlFor={`${id}-answer`} className="visually-hidden">
        第 {number} 条的答复
      </label>
      <Input.TextArea
        id={`${id}-answer`}
        className="remark-answer"
        rows={1}
        value={answer}
        maxLength={LONGEST_ANSWER}
        placeholder="答复，如：已按审计报告更正为 13,500 万元"
        onChange={({ target }) => type(target.value)}
        onBlur={keep}
      />
    </li>
  );
}
