import type { Editor, Extensions } from '@tiptap/core';
import { ListKeymap } from '@tiptap/extension-list';
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions';
import { useEditor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import type { NarrativeAnswer, NarrativeDocument } from '../../shared/text/narrative.ts';
import { toNarrativeDocument } from '../../shared/text/narrative-text.ts';
import { useSession } from '../draft/draft-context.tsx';
import { useLocked } from '../draft/read-only.tsx';
import { AnswerTie } from './document/answer-tie.ts';
import { ClosingLine } from './document/closing-line.ts';
import { toEditorDocument } from './document/convert-document.ts';

const HISTORY = { depth: 500, newGroupDelay: 500 };
/** After a composition the browser's last changes are read, milliseconds. */
const COMPOSITION_SETTLES = 30;

interface NarrativeEditorOptions {
  id: string;
  label: string;
  value: NarrativeAnswer | null;
  onChange: (value: NarrativeDocument | null) => void;
  /** The model's nodes and what goes with this editor; made once. */
  makeExtensions: () => Extensions;
}

/** An editor that is tied to its answer: what is typed is handed over, what is restored is shown. */
export function useNarrativeEditor(options: NarrativeEditorOptions): Editor {
  const session = useSession();
  const [first] = useState(options);
  const change = useRef(options.onChange);
  const tie = useRef<AnswerTie>(undefined);
  const editor = useEditor(
    {
      content: toEditorDocument(toNarrativeDocument(first.value)),
      enableContentCheck: true,
      onContentError: ({ error }) => {
        throw error;
      },
      injectCSS: false,
      enableInputRules: ['bulletList', 'orderedList'],
      enablePasteRules: false,
      extensions: [
        ...first.makeExtensions(),
        ListKeymap,
        UndoRedo.configure(HISTORY),
        Gapcursor,
        Dropcursor.configure({ color: false, class: 'narrative-dropcursor' }),
        ClosingLine,
      ],
      coreExtensionOptions: { clipboardTextSerializer: { blockSeparator: '\n' } },
      editorProps: {
        attributes: {
          id: first.id,
          class: 'narrative-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': first.label,
          spellcheck: 'false',
        },
        handleDOMEvents: {
          compositionend: () => {
            setTimeout(() => tie.current?.composed(), COMPOSITION_SETTLES);
            return false;
          },
        },
      },
      onUpdate: ({ transaction }) => {
        if (transaction.getMeta('fromOutside') !== true) tie.current?.changed();
      },
    },
    [],
  );
  useEffect(() => {
    const held = new AnswerTie(editor, first.value, {
      onChange: (document) => change.current(document),
      willBeAsked: () => session.state.save.phase === 'waiting',
    });
    tie.current = held;
    const release = session.holdBack(() => held.hand());
    return () => {
      held.hand();
      release();
    };
  }, [editor, session, first]);
  const locked = useLocked();
  useEffect(() => {
    editor.setEditable(!locked, false);
    const { dom } = editor.view;
    // Without being editable it is no stop for Tab, and a locked text is still read and copied from.
    if (locked) dom.setAttribute('tabindex', '0');
    else dom.removeAttribute('tabindex');
    dom.setAttribute('aria-readonly', String(locked));
    if (!locked) return;
    // The editor hears no keys now, and the browser would mark the whole window.
    const markAll = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'a') return;
      event.preventDefault();
      getSelection()?.selectAllChildren(dom);
    };
    dom.addEventListener('keydown', markAll);
    return () => dom.removeEventListener('keydown', markAll);
  }, [editor, locked]);
  const { value, onChange } = options;
  useEffect(() => {
    change.current = onChange;
    tie.current?.take(value);
  }, [value, onChange]);
  return editor;
}
