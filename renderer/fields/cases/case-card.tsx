import { HolderOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Button } from 'antd';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { CaseAnswer } from '../../../shared/form/draft.ts';
import { printDate } from '../../../shared/form/print-answer.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { countsAsChongqing } from '../../../shared/rules/kinds/cases.ts';
import { useLocked } from '../../draft/read-only.tsx';
import { elementIdOf } from '../place-focus.ts';
import { CaseParts } from './case-parts.tsx';

interface CaseCardProps {
  id: string;
  field: FieldOfKind<'caseList'>;
  row: CaseAnswer;
  /** Its place in the list, from 0. */
  index: number;
  last: boolean;
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Of the whole list. */
  findings: readonly Finding[];
  write: (index: number, part: Partial<CaseAnswer>) => void;
  move: (to: number) => void;
  remove: () => void;
}

function isBlank(text: string | null | undefined): boolean {
  return (text ?? '').trim() === '';
}

/** “还缺 3 项”, for a card that is closed. */
function missing(field: FieldOfKind<'caseList'>, row: CaseAnswer): number {
  const parts = ['enterprise', 'place', 'completedOn', ...field.elements.map(({ id }) => id)] as const;
  return parts.filter((part) => isBlank(row[part])).length;
}

/** A case: closed one line, open its boxes. */
export function CaseCard(props: CaseCardProps) {
  const { id, field, row, index, last, open, setOpen, findings, write, move, remove } = props;
  const locked = useLocked();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id, disabled: locked, attributes: { roleDescription: '可移动的案例' } });
  const number = index + 1;
  const name = isBlank(row.enterprise) ? '未填写企业名称' : row.enterprise;
  const blanks = missing(field, row);
  const bodyId = `${id}-body`;
  const details = [row.place, isBlank(row.completedOn) ? '' : printDate(row.completedOn ?? '')].filter(
    (each) => !isBlank(each),
  );
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? 'case-card case-card-dragged' : 'case-card'}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <header className="case-head">
        <button
          type="button"
          ref={setActivatorNodeRef}
          className="case-handle"
          title="拖动调整顺序（键盘：空格拿起，方向键移动）"
          {...attributes}
          {...listeners}
          aria-label={`移动案例 ${number}`}
        >
          <HolderOutlined />
        </button>
        <button
          type="button"
          id={elementIdOf(`${field.id}.${index}`)}
          className="case-title"
          aria-expanded={open}
          aria-controls={bodyId}
          onClick={() => setOpen(!open)}
        >
          <span className="case-name">
            案例 {number}：{name}
          </span>
          <span className="case-details">
            {details.join('，')}
            {countsAsChongqing(row) ? <span className="field-tag case-tag">重庆</span> : null}
            <span className={blanks === 0 ? 'case-whole' : undefined}>
              {blanks === 0 ? '● 已填全' : `◐ 还缺 ${blanks} 项`}
            </span>
          </span>
        </button>
        <span className="case-tools">
          <Button
            type="text"
            size="small"
            aria-label={`上移案例 ${number}`}
            title="上移"
            disabled={index === 0}
            onClick={() => move(index - 1)}
          >
            ↑
          </Button>
          <Button
            type="text"
            size="small"
            aria-label={`下移案例 ${number}`}
            title="下移"
            disabled={last}
            onClick={() => move(index + 1)}
          >
            ↓
          </Button>
          <Button type="text" size="small" aria-label={`删除案例 ${number}`} onClick={remove}>
            删除
          </Button>
        </span>
      </header>
      {open ? (
        <div id={bodyId} className="case-body">
          <CaseParts field={field} row={row} index={index} findings={findings} write={write} />
        </div>
      ) : null}
    </li>
  );
}
