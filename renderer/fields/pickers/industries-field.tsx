import { Button } from 'antd';
import { z } from 'zod';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useAnswer } from '../../draft/draft-context.tsx';
import { FieldFrame } from '../field-frame.tsx';
import { answerChange, useFieldHistory } from '../field-history.ts';
import { useFieldLinks, useGroupProps } from '../field-links.ts';
import { elementIdOf } from '../place-focus.ts';
import { IndustryCascader } from './industry-cascader.tsx';
import { industryOf, pathAbove } from './industry-options.ts';
import './pickers.css';

const codesSchema = z.array(z.string());

interface ListProps {
  field: FieldOfKind<'industries'>;
  codes: readonly string[];
  change: (codes: string[]) => void;
}

function List({ field, codes, change }: ListProps) {
  const group = useGroupProps();
  const { notesId, invalid } = useFieldLinks();
  return (
    <div {...group}>
      {codes.length === 0 ? null : (
        <ol className="industry-list">
          {codes.map((code, index) => {
            const industry = industryOf(code);
            const name = industry === undefined ? code : `${industry.code} ${industry.name}`;
            return (
              <li key={code}>
                <span className="industry-found">
                  <span>{name}</span>
                  <span className="industry-path">
                    {industry === undefined ? '不是标准中的代码，请移除后重新选择' : pathAbove(industry)}
                  </span>
                </span>
                <Button
                  id={elementIdOf(`${field.id}.${index}`)}
                  type="text"
                  size="small"
                  aria-label={`移除 ${name}`}
                  onClick={() => change(codes.filter((_, at) => at !== index))}
                >
                  移除
                </Button>
              </li>
            );
          })}
        </ol>
      )}
      {codes.length >= field.maximum ? (
        <p className="field-note">已选满 {field.maximum} 个；要换一个，请先移除。</p>
      ) : (
        <IndustryCascader
          level={field.level}
          code={undefined}
          choose={(code) => {
            if (code !== null && !codes.includes(code)) change([...codes, code]);
          }}
          placeholder={`${codes.length === 0 ? '选择' : '再选'}行业小类：输入代码或名称查找，如 3612、汽车（最多 ${field.maximum} 个）`}
          control={{
            'aria-label': `添加${field.label}`,
            'aria-describedby': notesId,
            'aria-invalid': invalid,
          }}
        />
      )}
    </div>
  );
}

/** Up to three 小类 of GB/T 4754. */
export function IndustriesField({
  field,
  findings,
}: {
  field: FieldOfKind<'industries'>;
  findings: readonly Finding[];
}) {
  const history = useFieldHistory();
  const [answer] = useAnswer(field.id);
  const codes = codesSchema.safeParse(answer).data ?? [];
  return (
    <FieldFrame field={field} findings={findings} undo="field" group>
      <List
        field={field}
        codes={codes}
        change={(next) => history.apply(field.id, [answerChange(field.id, next.length === 0 ? null : next)])}
      />
    </FieldFrame>
  );
}
