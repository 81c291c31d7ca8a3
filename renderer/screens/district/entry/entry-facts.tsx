import { Button } from 'antd';
import type { Form } from '../../../../shared/form/definition.ts';
import type { Entry } from '../../../../shared/intake/entry.ts';
import { dateWords } from '../../../../shared/text/moment-words.ts';
import { sizeWords } from '../../../../shared/text/size-words.ts';
import { useNotice } from '../../../shell/notice.ts';
import { entryName, isTyped, MARKS, STATES } from '../entry-words.ts';
import { DayBox } from '../labelled-field.tsx';
import { SignLabel } from '../sign-label.tsx';

interface EntryFactsProps {
  entry: Entry;
  /** Of the same applicant. */
  others: readonly Entry[];
  receiveOn: (day: string) => void;
  edit: () => void;
  prefer: () => void;
  open: (entry: Entry) => void;
}

function versionWords({ createdOn, twinCode, receivedOn }: Entry): string {
  return [
    createdOn === null ? '' : `${dateWords(createdOn)}导出`,
    twinCode === '' ? '' : `对照码 ${twinCode}`,
    `${dateWords(receivedOn)}收到`,
  ]
    .filter((each) => each !== '')
    .join('，');
}

/** The other versions of the same applicant's application, and the one click that settles which counts. */
function Others({ others, prefer, open }: Pick<EntryFactsProps, 'others' | 'prefer' | 'open'>) {
  if (others.length === 0) return null;
  return (
    <div className="entry-others" role="note">
      <p>
        <strong>同一企业还有 {others.length} 份：</strong>
      </p>
      <ul>
        {others.map((other) => (
          <li key={other.entryId}>
            <Button size="small" type="link" onClick={() => open(other)}>
              {other.values.productName === undefined || other.values.productName === ''
                ? entryName(other)
                : other.values.productName}
            </Button>
            <span className="quiet">{versionWords(other)}</span>
          </li>
        ))}
      </ul>
      {others.some(({ marks }) => marks.includes('duplicateApplicant')) ? (
        <Button size="small" onClick={prefer}>
          以这份为准，移出其余
        </Button>
      ) : null}
    </div>
  );
}

/** The applicant's answers that go into the table. */
function Columns({ entry, form }: { entry: Entry; form: Form }) {
  return form.summary.columns.flatMap(({ id, label }) =>
    id === 'number' || id === 'applicantName'
      ? []
      : [
          <div key={id}>
            <dt>{label}</dt>
            <dd>{entry.values[id] === undefined || entry.values[id] === '' ? '（空）' : entry.values[id]}</dd>
          </div>,
        ],
  );
}

/** What came, in which state, when, and what the table will say of it. */
export function EntryFacts({ entry, others, receiveOn, edit, prefer, open }: EntryFactsProps) {
  const { notice } = useNotice();
  const { state, marks, problems, creditCode, twinCode, createdOn, pages, files, bytes, sealed } = entry;
  const sign = STATES[state];
  return (
    <section className="entry-facts" aria-label="材料">
      <p className="entry-state">
        <SignLabel sign={sign} />
        <span className="quiet"> {sign.why}</span>
      </p>
      {problems.length === 0 ? null : (
        <ul className="entry-problems">
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change
            <li key={index}>{problem}</li>
          ))}
        </ul>
      )}
      {marks.map((mark) => (
        <p key={mark} className="entry-state">
          <SignLabel sign={MARKS[mark]} />
          <span className="quiet"> {MARKS[mark].why}</span>
        </p>
      ))}
      <Others others={others} prefer={prefer} open={open} />
      <dl className="entry-list">
        {entry.programme === null ? null : <Columns entry={entry} form={notice.forms[entry.programme]} />}
        <div>
          <dt>信用代码</dt>
          <dd>{creditCode === '' ? '（空）' : creditCode}</dd>
        </div>
        {twinCode === '' ? null : (
          <div>
            <dt>对照码</dt>
            <dd>
              {twinCode}
              {createdOn === null ? '' : `，${dateWords(createdOn)}导出`}
              {sealed ? '，盖章页已放回' : ''}
            </dd>
          </div>
        )}
        {files === 0 ? null : (
          <div>
            <dt>电子件</dt>
            <dd>
              {files} 个文件，{sizeWords(bytes)}
              {pages === 0 ? '' : `，成册 ${pages} 页`}
            </dd>
          </div>
        )}
        {entry.cameAs === '' ? null : (
          <div>
            <dt>来自</dt>
            <dd>{entry.cameAs}</dd>
          </div>
        )}
      </dl>
      <div className="entry-facts-line">
        <DayBox label="收到日期" day={entry.receivedOn} change={receiveOn} />
        {isTyped(entry) ? (
          <Button size="small" onClick={edit}>
            {state === 'byHand' ? '修改登记…' : '按纸质件填写…'}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
