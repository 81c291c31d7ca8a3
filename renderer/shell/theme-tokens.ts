/**
 * Colours and measures of the window, light and dark, in one place (ui.md “Frame”). px.
 * One accent; green only for 完成, amber for 建议, red only for what blocks the export.
 */
export interface ThemeTokens {
  accent: string;
  done: string;
  warn: string;
  block: string;
  paper: string;
  text: string;
  quiet: string;
  border: string;
}

export const LIGHT: ThemeTokens = {
  accent: '#1d4e89',
  done: '#1f7a3d',
  warn: '#9a5b00',
  block: '#b3261e',
  paper: '#ffffff',
  text: '#1f2328',
  quiet: '#59636e',
  border: '#d0d7de',
};

export const DARK: ThemeTokens = {
  accent: '#7fb0e6',
  done: '#6cc287',
  warn: '#e0a64b',
  block: '#f28b82',
  paper: '#16191d',
  text: '#e6e8eb',
  quiet: '#9aa4af',
  border: '#3a424b',
};

export const GRID = 8;
export const CONTROL_HEIGHT = 36;
export const SMALLEST_TARGET = 32;
export const CONTENT_WIDTH = 760;
