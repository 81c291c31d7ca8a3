import { Button, Radio } from 'antd';
import { useId, useState } from 'react';
import type { Form, Programme } from '../../../../shared/form/definition.ts';
import type { Batch } from '../../../../shared/intake/batch.ts';
import type { Entry } from '../../../../shared/intake/entry.ts';
import { checkCreditCode } from '../../../../shared/reference/credit-code.ts';
import { DistrictSelect } from '../../../fields/pickers/district-select.tsx';
import { useNotice } from '../../../shell/notice.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import { DayBox, LabelledField, TextField } from '../labelled-field.tsx';
import type { TypedEntry } from '../use-batch.ts';
import '../../../fields/pickers/pickers.css';

interface HandEntrySheetProps {
  batch: Batch;
  /** The entry that is changed; undefined for a new one. */
  entry: Entry | undefined;
  programme: Programme;
  receivedOn: string;
  /** @returns whether it was kept */
  save: (typed: TypedEntry) => Promise<boolean>;
  onClose: () => void;
}

/** The table's columns that a person types; the serial number comes by itself. */
function typedColumns(form: Form) {
  return form.summary.columns.filter(({ id }) => id !== 'number');
}

function emptyValues(batch: Batch): Record<string, string> {
  return batch.district === '' ? {} : { district: batch.district };
}

/** 手工登记: what the table needs of an application that came on paper, or as a plain Word or PDF. */
export function HandEntrySheet(props: HandEntrySheetProps) {
  const { batch, entry, receivedOn, save, onClose } = props;
  const { notice } = useNotice();
  const formId = useId();
  const first = entry?.programme ?? props.programme;
  const [programme, setProgramme] = useState(batch.programmes.includes(first) ? first : batch.programmes[0]);
  const [values, setValues] = useState(() => entry?.values ?? emptyValues(batch));
  const [creditCode, setCreditCode] = useState(entry?.creditCode ?? '');
  const [day, setDay] = useState(entry?.receivedOn ?? receivedOn);
  const [judged, setJudged] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const kind = programme ?? 'benchmark';
  const form = notice.forms[kind];
  const code = checkCreditCode(creditCode);
  const name = values.applicantName?.trim() ?? '';
  const column = (id: string, text: string) => setValues((before) => ({ ...before, [id]: text }));
  const keep = async (more: boolean) => {
    if (name === '' || isSaving) return;
    setSaving(true);
    const columns = typedColumns(form).map(({ id }) => [id, values[id]?.trim() ?? '']);
    const isKept = await save({
      programme: kind,
      values: Object.fromEntries(columns),
      creditCode,
      receivedOn: day,
    });
    setSaving(false);
    if (!isKept) return;
    if (!more) return onClose();
    setValues(emptyValues(batch));
    setCreditCode('');
    setJudged(false);
    document.getElementById(formId)?.querySelector<HTMLElement>('input[type=text]')?.focus();
  };
  return (
    <Sheet
      title={entry === undefined ? '手工登记' : '修改登记'}
      kind="middle"
      onClose={onClose}
      footer={
        <>
          <span className="quiet district-foot-words" role="status">
            {name === '' ? '至少填企业名称' : ''}
          </span>
          {entry === undefined ? (
            <Button disabled={name === ''} loading={isSaving} onClick={() => void keep(true)}>
              登记，再登一份
            </Button>
          ) : null}
          <Button type="primary" htmlType="submit" form={formId} disabled={name === ''} loading={isSaving}>
            {entry === undefined ? '登记' : '保存'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="batch-form"
        onSubmit={(event) => {
          event.preventDefault();
          void keep(false);
        }}
      >
        <p>没有申报包的，填汇总表要的几项，照纸质申报书抄写。</p>
        {batch.programmes.length < 2 ? null : (
          <Radio.Group
            aria-label="申报类别"
            value={kind}
            options={batch.programmes.map((each) => ({ value: each, label: notice.forms[each].shownName }))}
            onChange={({ target }) => {
              const chosen = batch.programmes.find((each) => each === target.value);
              if (chosen !== undefined) setProgramme(chosen);
            }}
          />
        )}
        <div className="batch-two">
          {typedColumns(form).map(({ id, label }) =>
            id === 'district' ? (
              <LabelledField key={id} label={label}>
                <DistrictSelect
                  value={values.district === undefined || values.district === '' ? null : values.district}
                  choose={(district) => column('district', district ?? '')}
                  thresholds={false}
                />
              </LabelledField>
            ) : (
              <TextField
                key={id}
                label={label}
                longest={500}
                value={values[id] ?? ''}
                hint={form.summary.sample?.[id] === undefined ? undefined : `如：${form.summary.sample[id]}`}
                change={(text) => column(id, text)}
              />
            ),
          )}
          <TextField
            label="统一社会信用代码"
            hint="不印在汇总表上，用来认出同一企业的多份"
            problem={judged && creditCode.trim() !== '' && !code.valid ? code.message : undefined}
            longest={40}
            value={creditCode}
            change={setCreditCode}
            onLeave={() => setJudged(true)}
          />
        </div>
        <DayBox label="收到日期" day={day} change={setDay} />
      </form>
    </Sheet>
  );
}
