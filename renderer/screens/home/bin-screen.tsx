import { TitleBar } from '../../shell/title-bar.tsx';

export function BinScreen() {
  return (
    <>
      <TitleBar />
      <main className="plain-page">
        <h1>回收站</h1>
      </main>
    </>
  );
}
