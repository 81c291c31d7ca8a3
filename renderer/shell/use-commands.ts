import { useEffect } from 'react';
import type { Command } from '../../shared/contract/program.ts';
import { bridge } from '../bridge.ts';
import { useNavigation } from './navigation.tsx';
import { openDraftId } from './open-session.ts';

type Listener = (command: Command) => void;
const listeners = new Set<Listener>();

/** A screen carries out commands of the menu that concern it, while it is there. */
export function useCommand(commands: readonly Command[], run: Listener): void {
  useEffect(() => {
    const listen: Listener = (command) => {
      if (commands.includes(command)) run(command);
    };
    listeners.add(listen);
    return () => {
      listeners.delete(listen);
    };
  }, [commands, run]);
}

/** Gives a command to the screens, as the menu does. */
export function giveCommand(command: Command): void {
  for (const listener of [...listeners]) listener(command);
}

/** Keys that the menu has as accelerators too; where no menu is shown (the Chromium host) the page hears them. */
const KEYS: readonly { key: string; ctrl?: boolean; alt?: boolean; command: Command }[] = [
  { key: 'ArrowUp', alt: true, command: 'previousSection' },
  { key: 'ArrowDown', alt: true, command: 'nextSection' },
  { key: 'F1', command: 'guidance' },
  { key: 'f', ctrl: true, command: 'find' },
  { key: 'e', ctrl: true, command: 'export' },
  { key: ',', ctrl: true, command: 'settings' },
  { key: 'n', ctrl: true, command: 'newDraft' },
];

/** Commands of the menu and of the keyboard, those of the whole program carried out here. */
export function useCommands(): void {
  const { goTo } = useNavigation();
  useEffect(() => bridge.onCommandChosen(({ command }) => giveCommand(command)), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const ctrl = event.ctrlKey || event.metaKey;
      // Everything is saved already; the browser's “save page” must not open.
      if (ctrl && event.key.toLowerCase() === 's') return event.preventDefault();
      if (event.isComposing) return;
      const found = KEYS.find(
        (each) =>
          each.key.toLowerCase() === event.key.toLowerCase() &&
          (each.ctrl ?? false) === ctrl &&
          (each.alt ?? false) === event.altKey,
      );
      if (found === undefined) return;
      event.preventDefault();
      giveCommand(found.command);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  useEffect(() => {
    const listen: Listener = (command) => {
      const draftId = openDraftId();
      if (command === 'home') goTo({ screen: 'home' });
      if (command === 'settings') goTo({ screen: 'settings' });
      if (command === 'newDraft') goTo({ screen: 'newDraft', programme: null });
      if (draftId === undefined) return;
      if (command === 'check') goTo({ screen: 'draft', draftId, pane: { kind: 'check' } });
      if (command === 'preview' || command === 'export')
        goTo({ screen: 'draft', draftId, pane: { kind: 'preview' } });
    };
    listeners.add(listen);
    return () => {
      listeners.delete(listen);
    };
  }, [goTo]);
}
