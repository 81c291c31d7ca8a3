import type { Programme } from '../../../shared/form/definition.ts';
import { useNotice } from '../../shell/notice.ts';
import { TitleBar } from '../../shell/title-bar.tsx';

export function NewDraftScreen({ programme }: { programme: Programme }) {
  const { notice } = useNotice();
  return (
    <>
      <TitleBar />
      <main className="plain-page">
        <h1>新建{notice.forms[programme].programmeName}</h1>
      </main>
    </>
  );
}
