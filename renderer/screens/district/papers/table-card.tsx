import type { SummaryTable } from '../../../../shared/contract/district-papers.ts';

interface TableCardProps {
  table: SummaryTable;
  move: (entryId: string, by: -1 | 1) => void;
}

/** A summary table as it will be written, with its rows' order to be changed. */
export function TableCard({ table, move }: TableCardProps) {
  const { annex, title, headLine, columns, rows } = table;
  const last = rows.length - 1;
  return (
    <section className="card paper-card" aria-label={annex}>
      <h2>
        {annex} <span className="paper-title">{title}</span>
      </h2>
      <p className="paper-head">{headLine}</p>
      {rows.length === 0 ? (
        <p className="quiet">还没有结论是“推荐”的，导出的是通知的空表。</p>
      ) : (
        <div className="paper-scroll">
          <table className="paper-table">
            <thead>
              <tr>
                {columns.map(({ id, label }) => (
                  <th key={id} scope="col">
                    {label}
                  </th>
                ))}
                <th scope="col">次序</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ entryId, cells }, index) => (
                <tr key={entryId}>
                  {cells.map((cell, at) => (
                    <td key={columns[at]?.id ?? at} data-empty={cell.trim() === ''}>
                      {cell.trim() === '' ? '（空）' : cell}
                    </td>
                  ))}
                  <td className="paper-order">
                    <button
                      type="button"
                      disabled={index === 0}
                      aria-label={`第 ${index + 1} 行上移`}
                      onClick={() => move(entryId, -1)}
                    >
                      ↑
                    </button>
                    <button
                      type="button"
                      disabled={index === last}
                      aria-label={`第 ${index + 1} 行下移`}
                      onClick={() => move(entryId, 1)}
                    >
                      ↓
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
