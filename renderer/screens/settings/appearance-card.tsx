import { Radio } from 'antd';
import type { Settings } from '../../../shared/contract/program.ts';
import { messageOf } from '../../bridge-calls.ts';
import { useSettings } from '../../shell/settings-context.tsx';

const THEMES: { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: '跟随系统' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
];
/** Sizes of everything in the window, per cent. */
const SCALES = [90, 100, 110, 125, 150];

/** How the window looks; applies at once. */
export function AppearanceCard() {
  const { settings, change, problem } = useSettings();
  return (
    <section className="card" aria-labelledby="settings-appearance">
      <h2 id="settings-appearance">外观</h2>
      <div className="settings-row">
        <span id="settings-theme">颜色</span>
        <Radio.Group
          aria-labelledby="settings-theme"
          optionType="button"
          options={THEMES}
          value={settings.theme}
          onChange={({ target }) => {
            const chosen = THEMES.find(({ value }) => value === target.value);
            if (chosen !== undefined) change({ theme: chosen.value });
          }}
        />
      </div>
      <div className="settings-row">
        <span id="settings-scale">显示大小</span>
        <Radio.Group
          aria-labelledby="settings-scale"
          optionType="button"
          options={SCALES.map((value) => ({ value, label: `${value}%` }))}
          value={settings.scale}
          onChange={({ target }) => {
            const chosen = SCALES.find((value) => value === target.value);
            if (chosen !== undefined) change({ scale: chosen });
          }}
        />
      </div>
      {problem === null ? null : <p role="alert">设置没有存下来：{messageOf(problem)}</p>}
    </section>
  );
}
