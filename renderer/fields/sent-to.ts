import { useNavigation, type View } from '../shell/navigation.tsx';

function placeOf(view: View): string | null {
  return view.screen === 'draft' && view.pane?.kind === 'section' ? view.pane.field : null;
}

/** The place that the person was sent to, with the going there itself: each is another object. */
export function useSentTo(): { place: string | null; visit: View } {
  const { view } = useNavigation();
  return { place: placeOf(view), visit: view };
}

/** Whether the person was sent to a field, or to a place in it. */
export function useWasSentTo(field: string): boolean {
  const { place } = useSentTo();
  return place === field || place?.startsWith(`${field}.`) === true;
}
