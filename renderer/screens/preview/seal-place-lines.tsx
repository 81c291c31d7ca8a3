import { Checkbox } from 'antd';
import type { SealPlace } from '../../../shared/contract/seal-guide.ts';
import { copyNames, WITHOUT_SPOT } from '../../../shared/seal-guide/words.ts';

interface SealPlaceLinesProps {
  places: readonly SealPlace[];
  copies: number;
  /** “number of the place/copy from 0”. */
  ticks: ReadonlySet<string>;
  tick: (key: string, isDone: boolean) => void;
}

/** What is done at the places of a page, with a box for each copy. */
export function SealPlaceLines({ places, copies, ticks, tick }: SealPlaceLinesProps) {
  return (
    <ol className="seal-places">
      {places.map(({ number, where, what, spot }) => (
        <li key={number}>
          <p>
            <span className="seal-number">{number}</span>
            <strong>{where}</strong>
          </p>
          <p>{what}</p>
          {spot === null ? <p className="quiet">{WITHOUT_SPOT}</p> : null}
          <p>
            {copyNames(copies).map((words, copy) => {
              const key = `${number}/${copy}`;
              return (
                <Checkbox
                  key={key}
                  checked={ticks.has(key)}
                  aria-label={`${words}：${where}`}
                  onChange={({ target }) => tick(key, target.checked)}
                >
                  {words}
                </Checkbox>
              );
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
