import { Button } from 'antd';
import { useNavigation } from '../../shell/navigation.tsx';
import { TitleBar } from '../../shell/title-bar.tsx';
import { AboutCard } from './about-card.tsx';
import { AppearanceCard } from './appearance-card.tsx';
import { BackupsCard } from './backups-card.tsx';
import { FontsCard } from './fonts-card.tsx';
import './settings.css';

export function SettingsScreen() {
  const { goBack } = useNavigation();
  return (
    <>
      <TitleBar subject="设置" />
      <main className="plain-page">
        <div className="settings-page">
          <header>
            <h1>设置</h1>
            <Button onClick={goBack}>返回</Button>
          </header>
          <AppearanceCard />
          <BackupsCard />
          <AboutCard />
          <FontsCard />
        </div>
      </main>
    </>
  );
}
