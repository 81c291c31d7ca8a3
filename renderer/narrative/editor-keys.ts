import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { setTextStyle } from './toolbar/text-style.ts';

/**
 * Keys of the text that are not its own: the way to the toolbar, and out of lists and tables. Tab works
 * in those; right after Esc it goes on to the next control, so that the keyboard is never caught.
 */
export function editorKeys({ toToolbar }: { toToolbar: () => void }): Extension {
  let leaving = false;
  return Extension.create({
    name: 'narrativeKeys',
    priority: 2000,
    addKeyboardShortcuts() {
      return {
        'Alt-F10': () => {
          toToolbar();
          return true;
        },
        'Mod-Alt-0': () => setTextStyle(this.editor, 'paragraph'),
        'Mod-Alt-2': () => setTextStyle(this.editor, 'heading2'),
        'Mod-Alt-3': () => setTextStyle(this.editor, 'heading3'),
      };
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              readSelectionNow(event);
              const left = leaving && event.key === 'Tab';
              if (event.key !== 'Shift') leaving = event.key === 'Escape' && !event.isComposing;
              // Taken for done: the browser moves the focus, and no list or table sees the key.
              return left;
            },
          },
        },
      }),
    ],
  });
}

/**
 * Where the cursor went with the key before is told by an event of its own, and a key that follows fast
 * can come first: it would act on the selection of before, after Ctrl+A on the whole text. ProseMirror
 * reads the selection at `selectionchange`, whoever sends it.
 */
function readSelectionNow(event: KeyboardEvent): void {
  if (!event.isComposing) document.dispatchEvent(new Event('selectionchange'));
}
