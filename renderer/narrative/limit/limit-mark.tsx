import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState } from 'react';
import { Marks } from '../highlight.ts';
import { crossingOf } from './crossing.ts';
import './limit-mark.css';

/** The mark follows what is typed within this, milliseconds. */
const SOON = 200;

/**
 * Shows where a limit is crossed: what is beyond it is marked, and a line says where that begins. Worked
 * out when there is time, and never during a composition.
 */
export function LimitMark({ editor, wordsLeft }: { editor: Editor; wordsLeft: number }) {
  const line = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState<number>();
  useEffect(() => {
    const marks = new Marks('narrative-over');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (editor.isDestroyed) return;
      const { view } = editor;
      if (view.composing) {
        later();
        return;
      }
      const at = crossingOf(view.state.doc, wordsLeft);
      const place = line.current?.parentElement ?? null;
      if (at === undefined || place === null) {
        marks.clear();
        setTop(undefined);
        return;
      }
      marks.show(view, [{ from: at, to: view.state.doc.content.size }]);
      setTop(view.coordsAtPos(at, 1).top - place.getBoundingClientRect().top);
    };
    const later = () => {
      timer ??= setTimeout(look, SOON);
    };
    look();
    editor.on('update', later);
    // Another width breaks the lines elsewhere; a picture that has loaded moves them.
    const size = new ResizeObserver(later);
    size.observe(editor.view.dom);
    return () => {
      clearTimeout(timer);
      editor.off('update', later);
      size.disconnect();
      marks.clear();
    };
  }, [editor, wordsLeft]);
  return (
    <div
      ref={line}
      className="limit-line"
      role="note"
      hidden={top === undefined}
      style={top === undefined ? {} : { top: `${top}px` }}
    >
      超出从这里开始
    </div>
  );
}
