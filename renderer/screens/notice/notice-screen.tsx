import { TitleBar } from '../../shell/title-bar.tsx';

export function NoticeScreen() {
  return (
    <>
      <TitleBar />
      <main className="plain-page">
        <h1>通知要点</h1>
      </main>
    </>
  );
}
