import { TitleBar } from '../../shell/title-bar.tsx';

export function SettingsScreen() {
  return (
    <>
      <TitleBar />
      <main className="plain-page">
        <h1>设置</h1>
      </main>
    </>
  );
}
