import { theme as antdTheme, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { useSettings } from './settings-context.tsx';
import { CONTROL_HEIGHT, DARK, LIGHT, type ThemeTokens } from './theme-tokens.ts';

dayjs.locale('zh-cn');

/** Made anew for each load and put into the page by the `app://` handler (design.md 15). */
const NONCE = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? '';
const FONTS =
  '"Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
const BODY_SIZE = 14;

/** The colours as CSS variables `--accent`, `--done` … for our own styles. */
function putTokens(tokens: ThemeTokens, dark: boolean, scale: number): void {
  const { style, dataset } = document.documentElement;
  for (const [name, value] of Object.entries(tokens)) style.setProperty(`--${name}`, String(value));
  style.setProperty('color-scheme', dark ? 'dark' : 'light');
  // All our measures are in rem of 16 px at 100 %.
  style.setProperty('font-size', `${(16 * scale) / 100}px`);
  dataset.theme = dark ? 'dark' : 'light';
}

/** antd and our own styles from the same tokens: light or dark, 90 to 150 %. */
export function Theme({ children }: { children: ReactNode }) {
  const { settings, dark } = useSettings();
  const tokens = dark ? DARK : LIGHT;
  const factor = settings.scale / 100;
  useLayoutEffect(() => putTokens(tokens, dark, settings.scale), [tokens, dark, settings.scale]);
  const theme = useMemo(
    () => ({
      algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
      cssVar: { key: 'dossier' },
      hashed: false,
      token: {
        colorPrimary: tokens.accent,
        colorInfo: tokens.accent,
        colorLink: tokens.accent,
        colorSuccess: tokens.done,
        colorWarning: tokens.warn,
        colorError: tokens.block,
        colorText: tokens.text,
        colorTextSecondary: tokens.quiet,
        colorTextDescription: tokens.quiet,
        colorTextPlaceholder: tokens.quiet,
        colorBgBase: tokens.paper,
        colorBorder: tokens.border,
        fontFamily: FONTS,
        fontSize: BODY_SIZE * factor,
        controlHeight: CONTROL_HEIGHT * factor,
        sizeUnit: 4 * factor,
        sizeStep: 4,
        borderRadius: 6,
        motion: false,
        wireframe: false,
      },
      // The dark theme's accent is light: white on it could not be read.
      ...(dark ? { components: { Button: { primaryColor: tokens.desk } } } : {}),
    }),
    [dark, tokens, factor],
  );
  return (
    <ConfigProvider
      locale={chinese}
      theme={theme}
      csp={{ nonce: NONCE }}
      button={{ autoInsertSpace: false }}
      // A sheet is a `dialog` in the browser's top layer: what pops up inside it must be inside it too.
      getPopupContainer={(trigger) => trigger?.closest('dialog') ?? document.body}
    >
      {children}
    </ConfigProvider>
  );
}
