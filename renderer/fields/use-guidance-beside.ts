import { useSettings } from '../shell/settings-context.tsx';
import { GUIDANCE_FOLDS_UNDER } from '../shell/theme-tokens.ts';
import { useWindowWidth } from '../shell/window-width.ts';

/** Whether the guidance stands beside the section; else each field carries its own. */
export function useGuidanceBeside(): boolean {
  const { settings } = useSettings();
  return useWindowWidth() >= GUIDANCE_FOLDS_UNDER && settings.panels.guidance;
}
