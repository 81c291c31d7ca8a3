import { Button, Spin } from 'antd';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { messageOf } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import type { MediumPlacesState, Place } from './use-medium-places.ts';

interface MediumChoiceProps {
  places: MediumPlacesState;
  write: (placeId: string) => void;
}

function roomWords({ freeBytes, totalBytes }: Place): string {
  if (freeBytes === null) return '剩余空间未知';
  const total = totalBytes === null ? '' : `，共 ${sizeWords(totalBytes)}`;
  return `剩余 ${sizeWords(freeBytes)}${total}`;
}

/** A stick: its name, where it is, its room, and the button that writes to it. */
function PlaceRow({ place, neededBytes, write }: { place: Place; neededBytes: number; write: () => void }) {
  const isFull = place.freeBytes !== null && place.freeBytes < neededBytes;
  const name = place.label === '' ? 'U 盘' : place.label;
  return (
    <li className="medium-place">
      <div>
        <strong>{name}</strong>
        <span className="quiet delivery-place">{place.shown}</span>
        <span className={isFull ? 'medium-full' : 'quiet'}>
          {isFull ? '空间不足：' : ''}
          {roomWords(place)}
          {place.fileSystem === '' ? '' : `，${place.fileSystem}`}
        </span>
      </div>
      <Button type="primary" disabled={isFull} onClick={write} aria-label={`写入 ${name}（${place.shown}）`}>
        写入
      </Button>
    </li>
  );
}

/** The sticks that are plugged in, and the way to any other place. */
export function MediumChoice({ places, write }: MediumChoiceProps) {
  const { tellError } = useToasts();
  const { listed, error, refresh, choose } = places;
  const chooseOther = async () => {
    const place = await choose();
    if (place !== undefined) write(place.placeId);
  };
  return (
    <>
      <p>
        全部材料会作为一个文件夹写入，再逐个文件读回核对。
        {listed === undefined ? '' : `需要 ${sizeWords(listed.neededBytes)}。`}
      </p>
      {error === undefined && listed === undefined ? (
        <p aria-busy="true">
          <Spin size="small" /> 正在查找 U 盘……
        </p>
      ) : null}
      {error === undefined ? null : (
        <p role="alert" className="export-blocked">
          {messageOf(error)}
        </p>
      )}
      {listed === undefined ? null : (
        <ul className="medium-places" aria-label="可以写入的 U 盘">
          {listed.places.map((place) => (
            <PlaceRow
              key={place.placeId}
              place={place}
              neededBytes={listed.neededBytes}
              write={() => write(place.placeId)}
            />
          ))}
          {listed.unusable.map(({ label, reason }) => (
            <li key={`${label} ${reason}`} className="medium-place">
              <div>
                <strong>{label === '' ? 'U 盘' : label}</strong>
                <span className="quiet">{reason}</span>
              </div>
            </li>
          ))}
          {listed.places.length + listed.unusable.length > 0 ? null : (
            <li className="medium-none">
              {listed.listed
                ? '没有找到 U 盘。插上 U 盘，等几秒再点“刷新”；也可以点“选择其他位置…”，选 U 盘所在的文件夹。'
                : '这台电脑没有告诉申报匣插了哪些 U 盘。请点“选择其他位置…”，选 U 盘所在的文件夹。'}
            </li>
          )}
        </ul>
      )}
      <div className="export-actions">
        <Button disabled={error === undefined && listed === undefined} onClick={refresh}>
          刷新
        </Button>
        <Button onClick={() => void chooseOther().catch(tellError)}>选择其他位置…</Button>
      </div>
    </>
  );
}
