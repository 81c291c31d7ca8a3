import { Button, Checkbox, Input } from 'antd';
import { memo, useState } from 'react';
import type { CheckItem } from '../../../../shared/intake/entry.ts';
import { FindingLines } from './finding-lines.tsx';
import type { SaveItem } from './use-entry.ts';
import { useHeldText } from './use-held-text.ts';

interface LineProps {
  item: CheckItem;
  save: SaveItem;
  goTo: ((page: number) => void) | undefined;
}

/** One line of the first check: what to look at and where, what the rules say, the tick and the remark. */
const CheckLine = memo(function CheckLine({ item, save, goTo }: LineProps) {
  const { itemId, text, clause, page, findings, ticked } = item;
  const [isRemarking, setRemarking] = useState(item.remark !== '');
  const remark = useHeldText(item.remark, (typed) => save({ itemId, ticked, remark: typed }));
  return (
    <li className="first-check-line" aria-label={text}>
      <div className="first-check-what">
        <Checkbox
          checked={ticked}
          onChange={({ target }) => void save({ itemId, ticked: target.checked, remark: remark.text })}
        >
          {text}
        </Checkbox>
        {page === null ? null : goTo === undefined ? (
          <span className="quiet">第 {page} 页</span>
        ) : (
          <Button size="small" onClick={() => goTo(page)} aria-label={`看第 ${page} 页：${text}`}>
            第 {page} 页
          </Button>
        )}
      </div>
      <div className="first-check-foot">
        <span className="quiet">{clause}</span>
        {isRemarking ? null : (
          <Button size="small" type="text" aria-label={`写备注：${text}`} onClick={() => setRemarking(true)}>
            写备注
          </Button>
        )}
      </div>
      <FindingLines findings={findings} />
      {isRemarking ? (
        <Input.TextArea
          className="first-check-remark"
          rows={1}
          autoFocus={item.remark === ''}
          aria-label={`备注：${text}`}
          placeholder="备注，会写进退回单"
          maxLength={2_000}
          value={remark.text}
          onChange={({ target }) => remark.type(target.value)}
          onBlur={remark.keep}
        />
      ) : null}
    </li>
  );
});

interface CheckListProps {
  items: readonly CheckItem[];
  save: SaveItem;
  /** Undefined where there are no pages to go to. */
  goTo: ((page: number) => void) | undefined;
}

/** 初核清单, with how far it is. */
export function CheckList({ items, save, goTo }: CheckListProps) {
  const [onlyOpen, setOnlyOpen] = useState(false);
  const ticked = items.filter((item) => item.ticked).length;
  const shown = onlyOpen ? items.filter((item) => !item.ticked || item.findings.length > 0) : items;
  if (items.length === 0)
    return (
      <section aria-label="初核清单">
        <h3>初核清单</h3>
        <p className="quiet">
          没有能读的申报书，没有可以自动列出的核对项。请对照纸质件初核，结论和理由写在下面。
        </p>
      </section>
    );
  return (
    <section aria-label="初核清单">
      <header className="first-check-head">
        <h3>
          初核清单{' '}
          <span className="quiet">
            已核 {ticked} / {items.length}
          </span>
        </h3>
        <Checkbox checked={onlyOpen} onChange={({ target }) => setOnlyOpen(target.checked)}>
          只看未核和有问题的
        </Checkbox>
      </header>
      {shown.length === 0 ? <p>都核过了，没有检查问题。</p> : null}
      <ul className="first-check-lines">
        {shown.map((item) => (
          <CheckLine key={item.itemId} item={item} save={save} goTo={goTo} />
        ))}
      </ul>
    </section>
  );
}
