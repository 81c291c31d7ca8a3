import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { call, messageOf } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { LicencesSheet } from './licences-sheet.tsx';

const RUNTIMES: Readonly<Record<string, string>> = {
  electron: 'Electron',
  chrome: 'Chromium',
  node: 'Node.js',
};

/** Where the data lie, which version this is, and whose work is in it. */
export function AboutCard() {
  const { tellError } = useToasts();
  const { data, error } = useQuery({ queryKey: ['about'], queryFn: () => call('readAbout') });
  const [showsLicences, setShowsLicences] = useState(false);
  return (
    <section className="card" aria-labelledby="settings-about">
      <h2 id="settings-about">数据文件夹与版本</h2>
      {error === null ? null : <p role="alert">{messageOf(error)}</p>}
      {data === undefined && error === null ? <Spin description="正在读取……" /> : null}
      {data === undefined ? null : (
        <>
          <div className="settings-row">
            <span>数据文件夹</span>
            <p className="settings-path">{data.dataFolder}</p>
            <Button onClick={() => void call('openDataFolder').catch(tellError)}>打开</Button>
          </div>
          <div className="settings-row">
            <span>版本</span>
            <p className="settings-path">
              申报匣 {data.version}
              <span className="quiet">
                （{data.runtime.map(({ name, version }) => `${RUNTIMES[name] ?? name} ${version}`).join('，')}
                ）
              </span>
            </p>
          </div>
        </>
      )}
      <div className="settings-row">
        <span>许可证</span>
        <p className="settings-path">申报匣和其中的开源组件</p>
        <Button onClick={() => setShowsLicences(true)}>查看</Button>
      </div>
      {showsLicences ? <LicencesSheet onClose={() => setShowsLicences(false)} /> : null}
    </section>
  );
}
