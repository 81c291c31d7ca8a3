import type { ContentChange } from '../../../shared/form/compare-drafts.ts';
import { type MarkedPiece, wordDifference } from '../../../shared/text/word-difference.ts';
import './exports.css';

const NOTHING = '（无）';

/** What the other side has not is marked by a line as well as by colour, and named for readers. */
function Side({ pieces, kind }: { pieces: readonly MarkedPiece[]; kind: 'del' | 'ins' }) {
  const Mark = kind;
  if (pieces.length === 0) return <span className="quiet">{NOTHING}</span>;
  const isAll = pieces.every(({ changed }) => changed);
  return pieces.map(({ text, changed }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
    changed && !isAll ? <Mark key={index}>{text}</Mark> : <span key={index}>{text}</span>,
  );
}

/** What differs, place by place, old beside new. */
export function ChangeTable({
  changes,
  before,
  after,
}: {
  changes: readonly ContentChange[];
  /** Headings of the two sides. */
  before: string;
  after: string;
}) {
  return (
    <table className="change-table">
      <thead>
        <tr>
          <th scope="col">位置</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => {
          const marked = wordDifference(change.before, change.after);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place may differ in several lines, and none moves
            <tr key={index}>
              <th scope="row">
                {change.label}
                {change.section === '' || change.section === change.label ? null : (
                  <span className="quiet change-section">{change.section}</span>
                )}
              </th>
              <td>
                <Side pieces={marked.before} kind="del" />
              </td>
              <td>
                <Side pieces={marked.after} kind="ins" />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
