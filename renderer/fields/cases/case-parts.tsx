import { Button, Checkbox } from 'antd';
import { memo, type ReactNode } from 'react';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { CaseAnswer } from '../../../shared/form/draft.ts';
import { isInChongqing } from '../../../shared/reference/districts.ts';
import { readDay, readMonth } from '../../../shared/rules/calendar.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { countsAsChongqing } from '../../../shared/rules/kinds/cases.ts';
import { PlacePart } from '../place-part.tsx';
import { PlainText } from '../plain-text.tsx';

interface CasePartsProps {
  field: FieldOfKind<'caseList'>;
  row: CaseAnswer;
  index: number;
  findings: readonly Finding[];
  write: (index: number, part: Partial<CaseAnswer>) => void;
}

/** The texts of a case. */
type TextPart = Exclude<keyof CaseAnswer, 'inChongqing'>;

/** 2024/6 and 2024年6月5日 as they are kept: 2024-06, 2024-06-05. */
function settledMonth(text: string): string {
  return readDay(text) ?? readMonth(text) ?? text.trim();
}

/** Whether the case counts as one of Chongqing: by its place, or as the person says. */
function InChongqing({ row, index, write }: Pick<CasePartsProps, 'row' | 'index' | 'write'>) {
  const byPlace = isInChongqing((row.place ?? '').slice(0, 300));
  const own = typeof row.inChongqing === 'boolean' && row.inChongqing !== byPlace;
  return (
    <p className="case-local">
      <Checkbox
        checked={countsAsChongqing(row)}
        onChange={({ target }) =>
          write(index, { inChongqing: target.checked === byPlace ? null : target.checked })
        }
      >
        计为重庆案例
      </Checkbox>
      {own ? (
        <span className="quiet">
          已手动改；按所在地{byPlace ? '在' : '不在'}重庆。
          <Button type="link" size="small" onClick={() => write(index, { inChongqing: null })}>
            按所在地
          </Button>
        </span>
      ) : (
        <span className="quiet">按所在地判断</span>
      )}
    </p>
  );
}

interface BoxOptions {
  long?: boolean;
  more?: ReactNode;
  hint?: string;
}

/**
 * All boxes of a case: who, where, when, and the notice's five elements in its words. Drawn anew only with the
 * case: a key in one of ten open cases would else draw eighty boxes.
 */
export const CaseParts = memo(function CaseParts({ field, row, index, findings, write }: CasePartsProps) {
  const box = (part: TextPart, label: string, options: BoxOptions = {}) => {
    const { long = false, more, hint } = options;
    return (
      <PlacePart
        key={part}
        place={`${field.id}.${index}.${part}`}
        label={label}
        value={row[part] ?? null}
        findings={findings}
        {...(long ? { className: 'field-whole' } : {})}
        more={more}
      >
        {({ id, describedBy, invalid }) => (
          <PlainText
            id={id}
            long={long}
            value={row[part]}
            change={(value) => write(index, { [part]: value })}
            invalid={invalid}
            describedBy={describedBy}
            {...(hint === undefined ? {} : { placeholder: hint })}
            {...(part === 'completedOn' ? { settle: settledMonth } : {})}
          />
        )}
      </PlacePart>
    );
  };
  return (
    <div className="field-group">
      {box('enterprise', '企业名称')}
      {box('completedOn', '完成时间', { hint: '如 2024-06' })}
      {box('place', '所在地', {
        hint: '如 重庆市璧山区',
        more: <InChongqing row={row} index={index} write={write} />,
      })}
      {field.elements.map(({ id, label }) => box(id, label, { long: true }))}
    </div>
  );
});
