import { Checkbox } from 'antd';
import { useId } from 'react';
import type { BatchHead } from '../../../../shared/contract/intake.ts';
import type { Programme } from '../../../../shared/form/definition.ts';
import { DistrictSelect } from '../../../fields/pickers/district-select.tsx';
import { useNotice } from '../../../shell/notice.ts';
import { LabelledField, TextField } from '../labelled-field.tsx';
import '../../../fields/pickers/pickers.css';

/** What keeps a batch from being made; undefined where nothing does. */
export function missingInHead({ name, programmes, district }: BatchHead): string | undefined {
  if (name.trim() === '') return '请填写这一批的名称。';
  if (programmes.length === 0) return '请至少选一个申报类别。';
  if (district === '') return '请选择本区县。';
  return undefined;
}

interface BatchFormProps {
  head: BatchHead;
  change: (part: Partial<BatchHead>) => void;
}

/** What a batch collects, and what heads its tables. */
export function BatchForm({ head, change }: BatchFormProps) {
  const { notice } = useNotice();
  const groupId = useId();
  const collect = (programme: Programme, isOn: boolean) =>
    change({
      programmes: Object.values(notice.forms).flatMap((form) =>
        (form.programme === programme ? isOn : head.programmes.includes(form.programme))
          ? [form.programme]
          : [],
      ),
    });
  return (
    <div className="batch-form">
      <TextField
        label="这一批的名称"
        hint="只在申报匣里用，便于以后找"
        longest={200}
        value={head.name}
        change={(name) => change({ name })}
      />
      <p className="batch-notice">
        <span className="field-label">依据的通知</span> {notice.number}
        <span className="quiet"> {notice.title}</span>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as our labels are */}
      <div className="field" role="group" aria-labelledby={groupId}>
        <div className="field-head">
          <span id={groupId} className="field-label">
            收取的申报类别
          </span>
        </div>
        {Object.values(notice.forms).map(({ programme, shownName, summary }) => (
          <Checkbox
            key={programme}
            checked={head.programmes.includes(programme)}
            onChange={({ target }) => collect(programme, target.checked)}
          >
            {shownName}（汇总表：{summary.annex}）
          </Checkbox>
        ))}
      </div>
      <LabelledField label="本区县" hint="用来认出报到别处的申报；不印在汇总表的表头">
        <DistrictSelect
          value={head.district === '' ? null : head.district}
          choose={(district) => change({ district: district ?? '' })}
          thresholds={false}
        />
      </LabelledField>
      <h2 className="district-heading">汇总表的表头</h2>
      <TextField
        label="推荐单位"
        hint="印在“推荐单位（盖章）：”之后，写全称"
        longest={200}
        value={head.recommender}
        change={(recommender) => change({ recommender })}
      />
      <div className="batch-two">
        <TextField
          label="联系人"
          longest={100}
          value={head.contactName}
          change={(contactName) => change({ contactName })}
        />
        <TextField
          label="联系方式"
          longest={100}
          value={head.contactPhone}
          change={(contactPhone) => change({ contactPhone })}
        />
      </div>
    </div>
  );
}
