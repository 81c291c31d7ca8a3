import type { LedgerSums } from './ledger-sums.ts';
import './ledger.css';

const BASIS_NAMES = { total: '价税合计', amount: '金额（不含税）' } as const;

/** “有效合计 156.80 万元 · 门槛 150 万元 · 已达标”, and the years beside what the table states. */
export function LedgerSum({ sums }: { sums: LedgerSums }) {
  const { total, threshold, reached, verdict, counted, leftOut, years, assessment } = sums;
  return (
    <div className="ledger-sum" role="status">
      <p>
        有效合计 <strong className="ledger-total">{total}</strong>
        <span aria-hidden="true"> · </span>门槛 {threshold}
        <span aria-hidden="true"> · </span>
        <strong className={reached ? 'ledger-reached' : 'ledger-short'}>
          <span aria-hidden="true">{reached ? '● ' : '▲ '}</span>
          {verdict}
        </strong>
      </p>
      <p className="quiet">
        按{BASIS_NAMES[assessment.basis]}累计；计入 {counted} 张{leftOut === 0 ? '' : `，不计 ${leftOut} 张`}
        {years.map(({ year, sum, stated, agrees }) => (
          <span key={year} className="ledger-year">
            {year} 年 {sum}
            {stated === undefined ? null : (
              <span className={agrees === true ? '' : 'ledger-differs'}>
                （申报表“数字化转型投入” {stated}，{agrees === true ? '一致' : '△ 不一致'}）
              </span>
            )}
          </span>
        ))}
      </p>
    </div>
  );
}
