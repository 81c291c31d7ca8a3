import { Button, Spin } from 'antd';
import { useState } from 'react';
import type { SealGuide } from '../../../shared/contract/seal-guide.ts';
import { placesByPage } from '../../../shared/seal-guide/places-by-page.ts';
import { usePdf } from '../../pdf/use-pdf.ts';
import { useNotice } from '../../shell/notice.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { MarkedPage } from './marked-page.tsx';
import { SealPlaceLines } from './seal-place-lines.tsx';
import { useSealTicks } from './use-seal-ticks.ts';
import './seal-guide.css';

interface SealGuideProps {
  /** Where the package lies, as it is shown. */
  place: string;
  guide: SealGuide;
}

/** Opens the places to seal and sign of a package that was just written. */
export function SealGuideButton(props: SealGuideProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>看盖章处</Button>
      {isOpen ? <SealGuideSheet {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** 盖章与装订说明 on the screen: each place on its page, boxes to tick for each copy, and the binding in words. */
export function SealGuideSheet({ place, guide, onClose }: SealGuideProps & { onClose: () => void }) {
  const pdf = usePdf(guide.address);
  const { notice } = useNotice();
  const copies = notice.copies.paper;
  const { ticks, tick } = useSealTicks(place);
  const all = guide.places.length * copies;
  const done = guide.places.reduce((sum, { number }) => {
    const boxes = Array.from({ length: copies }, (_, copy) => ticks.has(`${number}/${copy}`));
    return sum + boxes.filter(Boolean).length;
  }, 0);
  return (
    <Sheet
      title="盖章与装订说明"
      kind="full"
      onClose={onClose}
      footer={
        <>
          <p className="seal-guide-done" role="status">
            已打勾 {done} / {all} 处
          </p>
          <Button onClick={onClose}>知道了</Button>
        </>
      }
    >
      <p className="seal-guide-lead">
        {`${copies} 份纸质件逐处盖章、签字；红圈、红框是位置。打勾只帮着记数，退出程序后不保留。`}
        {'要带纸去，单面打印“盖章与装订说明.pdf”：一张给盖章人，一张给打印店。'}
      </p>
      {pdf.state === 'failed' ? (
        <p role="alert" className="export-blocked">
          页面不能显示：{pdf.message} 请按下面写的页码找。
        </p>
      ) : null}
      <ul className="seal-pages">
        {placesByPage(guide.places).map(({ page, places }) => (
          <li key={places[0]?.number} className="seal-page">
            {pdf.state === 'opening' && page !== null ? (
              <Spin className="marked-page" description="正在画出页面……" />
            ) : null}
            {pdf.state === 'open' && page !== null ? (
              <MarkedPage file={pdf.file} page={page} places={places} />
            ) : null}
            <div className="seal-page-places">
              <h3>{page === null ? '页码见目录' : `第 ${page} 页`}</h3>
              <SealPlaceLines places={places} copies={copies} ticks={ticks} tick={tick} />
            </div>
          </li>
        ))}
      </ul>
      <h3 className="seal-guide-head">骑缝章</h3>
      <p>{guide.edgeSeal}</p>
      <h3 className="seal-guide-head">打印与装订</h3>
      {guide.printing.length === 0 ? <p>见申报包里的“盖章与装订说明.pdf”第 2 张。</p> : null}
      <dl className="seal-printing">
        {guide.printing.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
