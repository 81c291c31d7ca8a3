import type { Editor } from '@tiptap/core';
import { EditorContent, useEditorState } from '@tiptap/react';
import { type CSSProperties, memo, useCallback, useEffect, useRef, useState } from 'react';
import type { NarrativeAnswer, NarrativeDocument } from '../../shared/text/narrative.ts';
import { call } from '../bridge-calls.ts';
import { useSession } from '../draft/draft-context.tsx';
import { useToasts } from '../shell/toasts.tsx';
import { narrativeNodes } from './document/editor-nodes.ts';
import { editorKeys } from './editor-keys.ts';
import { FigureUploads } from './figures/figure-uploads.ts';
import { shownFigure } from './figures/figure-view.tsx';
import { insertFigure } from './figures/insert-figure.ts';
import { FindBar } from './find/find-bar.tsx';
import { useFind } from './find/use-find.ts';
import { LimitMark } from './limit/limit-mark.tsx';
import { pasteExtension } from './paste/paste-extension.ts';
import { useStickyTop } from './sticky-top.ts';
import { Toolbar } from './toolbar/toolbar.tsx';
import { useNarrativeEditor } from './use-narrative-editor.ts';
import './narrative-editor.css';

export interface NarrativeEditorProps {
  /** Id of the text's element, for labels and for focus. */
  id: string;
  /** Name for readers. */
  label: string;
  /** Shown in grey while the text is empty. */
  placeholder?: string | undefined;
  value: NarrativeAnswer | null;
  /** Null when the text is emptied. The object that is given must come back as `value`. */
  onChange: (value: NarrativeDocument | null) => void;
  /** 字 that this text may have before a limit is crossed; undefined without a limit. */
  wordsLeft?: number | undefined;
  /** Number of pictures that the book prints before this text. */
  figuresBefore?: number | undefined;
  /** Id of what stands around the text: problems, notes. */
  describedBy?: string | undefined;
  /** A finding that blocks speaks of this text. */
  invalid?: boolean | undefined;
}

/** The notice's hint, while nothing is written. It lies beside the text, not in it: nothing to disturb an input method. */
function Placeholder({ editor, words }: { editor: Editor; words: string }) {
  const empty = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const { firstChild, childCount } = state.doc;
      return childCount === 1 && firstChild?.type.name === 'paragraph' && firstChild.content.size === 0;
    },
  });
  return empty && words !== '' ? (
    <p className="narrative-placeholder" aria-hidden="true">
      {words}
    </p>
  ) : null;
}

/** Adds pictures by the system's dialog. */
function usePickPicture(editor: Editor): () => void {
  const session = useSession();
  const { show, tellError } = useToasts();
  return useCallback(() => {
    call('pickFigure', { draftId: session.draftId }).then((picked) => {
      if (picked.outcome === 'cancelled') return;
      const { file, sha256 } = picked.figure;
      session.addFigure(picked.figure);
      insertFigure(editor, { file, sha256, caption: '' });
      for (const text of picked.notes) show({ kind: 'info', text });
    }, tellError);
  }, [editor, session, show, tellError]);
}

/**
 * A long text: paragraphs, headings, lists, tables, pictures, and nothing else. What is typed goes to
 * `onChange` once it is on the screen, at the latest with the draft's next save.
 */
export const NarrativeEditor = memo(function NarrativeEditor({
  id,
  label,
  placeholder = '',
  value,
  onChange,
  wordsLeft,
  figuresBefore = 0,
  describedBy,
  invalid = false,
}: NarrativeEditorProps) {
  const session = useSession();
  const { show } = useToasts();
  const [uploads] = useState(() => new FigureUploads(session, (text) => show({ kind: 'info', text })));
  const frame = useRef<HTMLDivElement>(null);
  const focusToolbar = useRef(() => {});
  const takeToolbarFocus = useCallback((focus: () => void) => {
    focusToolbar.current = focus;
  }, []);
  const editor = useNarrativeEditor({
    id,
    label,
    value,
    onChange,
    makeExtensions: () => [
      ...narrativeNodes(shownFigure(uploads)),
      pasteExtension({
        uploads,
        hasFigure: (file) => session.state.figures.has(file),
        tell: (text) => show({ kind: 'info', text }),
      }),
      editorKeys({ toToolbar: () => focusToolbar.current() }),
    ],
  });
  useEffect(
    () => () => {
      const names = uploads.close();
      if (names.length > 0)
        show({ kind: 'problem', text: `图片“${names.join('”“')}”还没有加入就离开了。请回到原处重新加入。` });
    },
    [uploads, show],
  );
  useStickyTop(frame);
  useEffect(() => {
    const { dom } = editor.view;
    dom.setAttribute('aria-invalid', String(invalid));
    if (describedBy === undefined) dom.removeAttribute('aria-describedby');
    else dom.setAttribute('aria-describedby', describedBy);
  }, [editor, describedBy, invalid]);
  const find = useFind(id, editor);
  const pickPicture = usePickPicture(editor);
  const style: CSSProperties & Record<`--${string}`, number> = { '--narrative-figures': figuresBefore };
  return (
    <div ref={frame} className="narrative" style={style}>
      <div className="narrative-head">
        <Toolbar
          editor={editor}
          label={label}
          pickPicture={pickPicture}
          find={find.open}
          takeFocus={takeToolbarFocus}
        />
        {find.called > 0 ? <FindBar editor={editor} called={find.called} close={find.close} /> : null}
      </div>
      <div className="narrative-body">
        <EditorContent editor={editor} />
        <Placeholder editor={editor} words={placeholder} />
        {wordsLeft === undefined ? null : <LimitMark editor={editor} wordsLeft={wordsLeft} />}
      </div>
    </div>
  );
});
