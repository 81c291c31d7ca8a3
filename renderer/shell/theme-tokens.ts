/**
 * Colours and measures of the window, light and dark, in one place (ui.md “Frame”). px.
 * One accent; green only for 完成, amber for 建议, red only for what blocks the export.
 */
export interface ThemeTokens {
  accent: string;
  /** Behind what is chosen or hovered. */
  accentSoft: string;
  done: string;
  warn: string;
  warnSoft: string;
  block: string;
  blockSoft: string;
  /** Cards and the writing area. */
  paper: string;
  /** Behind the cards. */
  desk: string;
  text: string;
  quiet: string;
  border: string;
}

export const LIGHT: ThemeTokens = {
  accent: '#1d4e89',
  accentSoft: '#e8eff8',
  done: '#1f7a3d',
  warn: '#9a5b00',
  warnSoft: '#fdf4e3',
  block: '#b3261e',
  blockSoft: '#fdecea',
  paper: '#ffffff',
  desk: '#f4f5f7',
  text: '#1f2328',
  quiet: '#59636e',
  border: '#d0d7de',
};

export const DARK: ThemeTokens = {
  accent: '#7fb0e6',
  accentSoft: '#22303f',
  done: '#6cc287',
  warn: '#e0a64b',
  warnSoft: '#33291a',
  block: '#f28b82',
  blockSoft: '#3a2422',
  paper: '#1c2025',
  desk: '#14171a',
  text: '#e6e8eb',
  quiet: '#9aa4af',
  border: '#3a424b',
};

export const CONTROL_HEIGHT = 36;
/** Width of the window, px at 100 %, under which the guidance folds into a drawer, and the sections to marks. */
export const GUIDANCE_FOLDS_UNDER = 1200;
export const SECTIONS_FOLD_UNDER = 1000;
