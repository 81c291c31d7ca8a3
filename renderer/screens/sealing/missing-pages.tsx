import type { SealPlaceView } from '../../../shared/contract/sealing.ts';
import { tasksByPage } from './page-names.ts';

interface MissingPagesProps {
  missing: readonly SealPlaceView[];
  /** No scan is there yet: all of them are. */
  isBegin: boolean;
}

/** The pages that the notice wants sealed and that no scan shows. */
export function MissingPages({ missing, isBegin }: MissingPagesProps) {
  if (missing.length === 0) return null;
  const pages = tasksByPage(missing);
  return (
    <section className={isBegin ? 'missing-pages missing-begin' : 'missing-pages'} aria-label="还缺的页">
      <h3>
        {isBegin ? null : <span aria-hidden="true">△ </span>}
        {isBegin ? `要签字盖章的有 ${pages.length} 页` : `还缺 ${pages.length} 页`}
      </h3>
      <ul>
        {pages.map(({ page, name, tasks }) => (
          <li key={page}>
            <strong>
              {name}（第 {page} 页）
            </strong>
            ：{tasks.join('；')}
          </li>
        ))}
      </ul>
      <p className="quiet">请在纸质件上签好、盖好，扫描这些页，再添加进来。</p>
    </section>
  );
}
