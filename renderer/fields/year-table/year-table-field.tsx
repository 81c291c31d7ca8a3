import { type ClipboardEvent, useCallback, useRef, useState } from 'react';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { YearTableAnswer } from '../../../shared/form/draft.ts';
import { isBlock, placeBlock } from '../../../shared/form/pasted-grid.ts';
import { groupedNumber } from '../../../shared/form/typed-text.ts';
import { usualMost, wanIfYuan } from '../../../shared/form/yuan-offer.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { excerpt } from '../../../shared/rules/wording.ts';
import { useAnswer, useSession } from '../../draft/draft-context.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { FieldFrame } from '../field-frame.tsx';
import { answerChange, useFieldHistory } from '../field-history.ts';
import { useGroupProps } from '../field-links.ts';
import { FieldError } from '../field-notes.tsx';
import { useSentTo } from '../sent-to.ts';
import { YearCell } from './year-cell.tsx';
import { readYearTable, withNumbers } from './year-table-answer.ts';
import { YuanCells } from './yuan-cells.tsx';
import './year-table.css';

type YearTable = FieldOfKind<'yearTable'>;

interface GridProps {
  field: YearTable;
  table: YearTableAnswer;
  findings: readonly Finding[];
  tellProblem: (place: string, problem: string | undefined) => void;
}

/** The table as one grid: a row a figure, a column a year. */
function Grid({ field, table, findings, tellProblem }: GridProps) {
  const group = useGroupProps();
  const session = useSession();
  const history = useFieldHistory();
  const { show } = useToasts();
  const cells = useRef(new Map<string, HTMLInputElement>());
  // The table as it is then: a message's 撤销 comes later than this drawing.
  const put = (numbers: { year: string; row: string; value: number | null }[], act?: string) => {
    const present = readYearTable(session.state.content.answers[field.id] ?? null);
    history.apply(field.id, [answerChange(field.id, withNumbers(present, numbers))], act);
  };
  const focus = (column: number, row: number) => {
    const year = field.years[column];
    const line = field.rows[row];
    if (year === undefined || line === undefined) return false;
    const cell = cells.current.get(`${year}.${line.id}`);
    cell?.focus();
    return cell !== undefined;
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, at: { year: string; row: string }) => {
    const text = event.clipboardData.getData('text/plain');
    if (!isBlock(text)) return false;
    event.preventDefault();
    const { numbers, unread, outside } = placeBlock(text, field, at);
    if (numbers.length > 0) put(numbers);
    const before = numbers.map(({ year, row }) => ({ year, row, value: table[year]?.[row] ?? null }));
    const left = [
      ...(unread.length === 0
        ? []
        : [`${unread.map((each) => `“${excerpt(each, 12)}”`).join('、')}不是数字`]),
      ...(outside === 0 ? [] : [`有 ${outside} 个在表格之外`]),
    ];
    if (numbers.length > 1 || left.length > 0)
      show({
        kind: left.length === 0 ? 'done' : 'info',
        text: `已填入 ${numbers.length} 个数${left.length === 0 ? '' : `；${left.join('，')}，没有填入`}。`,
        ...(numbers.length === 0 ? {} : { action: { label: '撤销', run: () => put(before) } }),
      });
    return true;
  };
  const troubled = new Set(findings.filter(({ level }) => level === 'block').map((each) => each.field));
  return (
    <div {...group} className="year-table-scroll">
      <table className="year-table">
        <thead>
          <tr>
            <td />
            {field.years.map((year) => (
              <th key={year} scope="col">
                {year}年
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {field.rows.map((row, down) => (
            <tr key={row.id}>
              <th scope="row">
                {row.label}（{row.unit}）
              </th>
              {field.years.map((year, across) => (
                <td key={year}>
                  <YearCell
                    place={`${field.id}.${year}.${row.id}`}
                    name={`${year}年${row.label}`}
                    row={row}
                    value={table[year]?.[row.id] ?? null}
                    troubled={troubled.has(`${field.id}.${year}.${row.id}`)}
                    put={(value) => put([{ year, row: row.id, value }], `${year}.${row.id}`)}
                    tellProblem={tellProblem}
                    paste={(event) => paste(event, { year, row: row.id })}
                    move={(columns, rows) => focus(across + columns, down + rows)}
                    // Down the column, then the head of the next one: a year's statement is copied from top to bottom.
                    goOn={(step) =>
                      focus(across, down + step) || focus(across + step, step > 0 ? 0 : field.rows.length - 1)
                    }
                    attach={(input) => {
                      if (input === null) cells.current.delete(`${year}.${row.id}`);
                      else cells.current.set(`${year}.${row.id}`, input);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** 生产经营指标: arrow keys and Enter as in a spreadsheet, blocks pasted from Excel, amounts in 元 noticed. */
export function YearTableField({ field, findings }: { field: YearTable; findings: readonly Finding[] }) {
  const { form } = useSession();
  const history = useFieldHistory();
  const [answer] = useAnswer(field.id);
  const table = readYearTable(answer);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const tellProblem = useCallback((place: string, problem: string | undefined) => {
    setProblems((before) => {
      if (before.get(place) === problem) return before;
      const after = new Map(before);
      if (problem === undefined) after.delete(place);
      else after.set(place, problem);
      return after;
    });
  }, []);
  const { place: sent } = useSentTo();
  // Cells that are only empty are told by the check; here they speak when one is sent to them.
  const own = findings.filter(({ field: place = '' }) => {
    const [, year, row] = place.split('.');
    if (year === undefined || row === undefined) return true;
    return table[year]?.[row] != null || place === sent;
  });
  const inYuan = field.rows
    .filter(({ unit }) => unit === '万元')
    .flatMap((row) =>
      field.years.flatMap((year) => {
        const value = table[year]?.[row.id];
        if (value === null || value === undefined) return [];
        const wan = wanIfYuan(value, usualMost(form.rules, `${field.id}.${year}.${row.id}`));
        return wan === undefined
          ? []
          : [
              {
                year,
                row: row.id,
                name: `${year}年${row.label}`,
                written: groupedNumber(value, 2),
                value: wan,
              },
            ];
      }),
    );
  return (
    <FieldFrame
      field={field}
      findings={own}
      undo="field"
      group
      note={
        <>
          {[...problems].map(([place, problem]) => (
            <FieldError key={place} error={problem} />
          ))}
          <YuanCells
            cells={inYuan}
            convert={() => history.apply(field.id, [answerChange(field.id, withNumbers(table, inYuan))])}
          />
        </>
      }
    >
      <Grid field={field} table={table} findings={own} tellProblem={tellProblem} />
    </FieldFrame>
  );
}
