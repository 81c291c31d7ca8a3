import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { Button } from 'antd';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Marks } from '../highlight.ts';
import { findMatches, type Match } from './find-matches.ts';
import { replaceMatches } from './replace-matches.ts';
import './find-bar.css';

const SOON = 150;

/** The places of some words in the text as it changes; undefined while nothing is looked for. */
function useMatches(editor: Editor, words: string): readonly Match[] {
  const [matches, setMatches] = useState<readonly Match[]>([]);
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (!editor.isDestroyed) setMatches(findMatches(editor.state.doc, words));
    };
    const later = () => {
      timer ??= setTimeout(look, SOON);
    };
    look();
    editor.on('update', later);
    return () => {
      clearTimeout(timer);
      editor.off('update', later);
    };
  }, [editor, words]);
  return matches;
}

/** Marks the matches and brings the current one into view. */
function useMarks(editor: Editor, matches: readonly Match[], current: number): void {
  useEffect(() => {
    const found = new Marks('narrative-found');
    const here = new Marks('narrative-found-current');
    const inText = matches.filter((each, index) => each.caption === undefined && index !== current);
    // The text may be shorter already than when it was looked through.
    const { size } = editor.state.doc.content;
    found.show(
      editor.view,
      inText.filter(({ to }) => to <= size),
    );
    const match = matches[current];
    if (match !== undefined && match.to <= size) {
      if (match.caption === undefined) {
        const [range] = here.show(editor.view, [match]);
        range?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
      } else {
        const figure = editor.view.nodeDOM(match.from);
        if (figure instanceof HTMLElement) figure.scrollIntoView({ block: 'center' });
      }
    }
    return () => {
      found.clear();
      here.clear();
    };
  }, [editor, matches, current]);
}

interface FindBarProps {
  editor: Editor;
  /** Counts the calls of Ctrl+F: each puts the focus into the bar again. */
  called: number;
  close: () => void;
}

/** Looks for words in one text, and replaces them. */
export function FindBar({ editor, called, close }: FindBarProps) {
  const [words, setWords] = useState('');
  const [replacement, setReplacement] = useState('');
  const [current, setCurrent] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const matches = useMatches(editor, words);
  const at = matches.length === 0 ? 0 : Math.min(current, matches.length - 1);
  useMarks(editor, matches, at);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each call takes what is chosen in the text
  useEffect(() => {
    const { from, to } = editor.state.selection;
    const chosen = editor.state.doc.textBetween(from, to, '\n', '\n');
    if (chosen !== '' && chosen.length <= 50 && !chosen.includes('\n')) setWords(chosen);
    input.current?.focus();
    input.current?.select();
  }, [editor, called]);

  const step = (direction: -1 | 1) => {
    if (matches.length > 0) setCurrent((at + direction + matches.length) % matches.length);
  };
  const leave = useCallback(() => {
    const match = matches[at];
    close();
    const { state, view } = editor;
    if (match !== undefined && match.to <= state.doc.content.size)
      view.dispatch(
        state.tr.setSelection(
          match.caption === undefined
            ? TextSelection.create(state.doc, match.from, match.to)
            : NodeSelection.create(state.doc, match.from),
        ),
      );
    view.focus();
  }, [editor, matches, at, close]);
  const replace = (which: readonly Match[]) => {
    if (which.length > 0)
      editor.view.dispatch(replaceMatches(editor.state, findAgain(which), words.length, replacement));
  };
  /** The matches as they are at this moment: the list may be a blink old. */
  const findAgain = (which: readonly Match[]) => {
    const now = findMatches(editor.state.doc, words);
    return which === matches
      ? now
      : now.filter(({ from, caption }) =>
          which.some((each) => each.from === from && each.caption === caption),
        );
  };
  const press = (event: KeyboardEvent) => {
    if (composing.current || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      leave();
    } else if (event.key === 'F3' || (event.key === 'Enter' && event.target === input.current)) {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
  };
  const current1 = matches[at];
  return (
    <search className="find-bar" aria-label="在这段文字中查找" onKeyDown={press}>
      <label>
        <span className="find-name">查找</span>
        <input
          ref={input}
          value={words}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            composing.current = false;
          }}
          onChange={(event) => {
            setWords(event.target.value);
            setCurrent(0);
          }}
        />
      </label>
      <output className="find-count">
        {words === '' ? '' : matches.length === 0 ? '没有找到' : `${at + 1} / ${matches.length}`}
      </output>
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined />}
        title="上一处（Shift+回车）"
        aria-label="上一处"
        disabled={matches.length === 0}
        onClick={() => step(-1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined />}
        title="下一处（回车）"
        aria-label="下一处"
        disabled={matches.length === 0}
        onClick={() => step(1)}
      />
      <label>
        <span className="find-name">替换为</span>
        <input value={replacement} onChange={(event) => setReplacement(event.target.value)} />
      </label>
      <Button
        size="small"
        disabled={current1 === undefined}
        onClick={() => current1 !== undefined && replace([current1])}
      >
        替换
      </Button>
      <Button size="small" disabled={matches.length === 0} onClick={() => replace(matches)}>
        全部替换
      </Button>
      <Button
        size="small"
        type="text"
        className="find-close"
        icon={<CloseOutlined />}
        title="关闭（Esc）"
        aria-label="关闭查找"
        onClick={leave}
      />
    </search>
  );
}
