import type { SealPlaceView } from '../../../shared/contract/sealing.ts';
import { tasksByPage } from './page-names.ts';

/** The pages that the notice wants sealed and that no scan shows. */
export function MissingPages({ missing }: { missing: readonly SealPlaceView[] }) {
  if (missing.length === 0) return null;
  const pages = tasksByPage(missing);
  return (
    <section className="missing-pages" aria-label="还缺的页">
      <h3>
        <span aria-hidden="true">△ </span>还缺 {pages.length} 页
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
