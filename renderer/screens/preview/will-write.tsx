import { Button, Checkbox } from 'antd';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import type { Findings } from '../../draft/findings.ts';

type PreviewDone = Extract<CallOutput<'waitForPreview'>, { outcome: 'done' }>;

interface WillWriteProps {
  preview: PreviewDone;
  findings: Findings | undefined;
  zip: boolean;
  setZip: (zip: boolean) => void;
  /** `incomplete`: although findings block, with 草稿 across every page. */
  startExport: (incomplete: boolean) => void;
  openCheck: () => void;
}

/** What an export writes, with sizes, and the one button that does it. */
export function WillWrite({ preview, findings, zip, setZip, startExport, openCheck }: WillWriteProps) {
  const blocks = (findings?.findings ?? []).filter(({ level }) => level === 'block').length;
  return (
    <section aria-label="导出">
      <h2>将要写出</h2>
      <ul className="will-write">
        {preview.willWrite.map(({ name, bytes }) => (
          <li key={name}>
            <span>{name}</span>
            <span className="quiet">{bytes === null ? '' : sizeWords(bytes)}</span>
          </li>
        ))}
      </ul>
      <Checkbox checked={zip} onChange={(event) => setZip(event.target.checked)}>
        另存一个压缩包（zip）
      </Checkbox>
      {blocks === 0 ? (
        <Button type="primary" size="large" block onClick={() => startExport(false)}>
          导出申报包
        </Button>
      ) : (
        <>
          <p className="export-blocked">
            <span aria-hidden="true">▲ </span>还有 {blocks} 项须改，改完才能导出正式的申报包。
          </p>
          <Button type="primary" size="large" block onClick={openCheck}>
            去看须改的 {blocks} 项
          </Button>
          <Button block onClick={() => startExport(true)}>
            先导出带“草稿”字样的一份
          </Button>
          <p className="quiet">“草稿”印在每一页上，只用于内部传阅，不能报送。</p>
        </>
      )}
    </section>
  );
}
