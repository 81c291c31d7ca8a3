import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, SwapOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { insertPoint } from '@tiptap/pm/transform';
import { NodeViewWrapper, type ReactNodeViewProps, ReactNodeViewRenderer } from '@tiptap/react';
import { Button, Progress } from 'antd';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { call } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import { useLocked } from '../../draft/read-only.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { FigureNode } from '../document/editor-nodes.ts';
import type { FigureUploads } from './figure-uploads.ts';
import { moveBlock } from './move-block.ts';
import './figure-view.css';

const LONGEST_CAPTION = 200;

/** A picture that is on its way. */
function Sending({ id, uploads, remove }: { id: string; uploads: FigureUploads; remove: () => void }) {
  const state = useSyncExternalStore(uploads.subscribe, () => uploads.stateOf(id));
  const problem = state?.problem ?? null;
  return (
    <div className="figure-sending" role={problem === null ? 'status' : 'alert'}>
      {problem === null ? (
        <>
          <span>正在加入图片{state === undefined ? '' : `“${state.name}”`}……</span>
          <Progress percent={Math.round((state?.share ?? 0) * 100)} size="small" />
        </>
      ) : (
        <span className="figure-problem">
          ▲ 图片“{state?.name}”没有加入：{problem}
        </span>
      )}
      <Button size="small" onClick={remove}>
        {problem === null ? '取消' : '移除'}
      </Button>
    </div>
  );
}

/** The picture itself, or why it cannot be shown. */
function Picture({ file, caption }: { file: string; caption: string }) {
  const figure = useDraftState(useCallback((state) => state.figures.get(file), [file]));
  const [broken, setBroken] = useState<string>();
  const address = figure?.address ?? null;
  const problem =
    figure === undefined
      ? '草稿里没有这个图片文件。导出时这里会空缺。'
      : (figure.problem ?? (address === null || broken === address ? '图片无法显示。' : null));
  if (problem !== null || address === null || figure === undefined)
    return (
      <p className="figure-problem">
        ▲ {file.split('/').at(-1)}：{problem}请点“更换”重新选择图片。
      </p>
    );
  return (
    <img
      src={address}
      alt={caption === '' ? '没有写图题的图片' : caption}
      // Its place is kept free while it loads: the text below does not jump.
      width={figure.width || undefined}
      height={figure.height || undefined}
      draggable={false}
      onError={() => setBroken(address)}
    />
  );
}

/** The caption: its number is the book's, its words are the applicant's. */
function Caption({ editor, node, getPos, updateAttributes }: ReactNodeViewProps) {
  const stored = String(node.attrs.caption);
  const [text, setText] = useState(stored);
  const locked = useLocked();
  const composing = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!composing.current) setText(stored);
  }, [stored]);
  const store = (value: string) => {
    if (value !== stored) updateAttributes({ caption: value });
  };
  return (
    <figcaption className="figure-caption">
      <span className="figure-number" aria-hidden="true" />
      <input
        ref={input}
        value={text}
        readOnly={locked}
        maxLength={LONGEST_CAPTION}
        placeholder="图题：这张图说明什么"
        aria-label="图题"
        onChange={(event) => {
          setText(event.target.value);
          if (!composing.current) store(event.target.value);
        }}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setText(event.currentTarget.value);
          store(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || locked) return;
          const key = event.key.toLowerCase();
          if ((event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y')) {
            event.preventDefault();
            if (key === 'y' || event.shiftKey) editor.commands.redo();
            else editor.commands.undo();
          }
          const position = getPos();
          if ((event.key === 'Enter' || event.key === 'ArrowDown') && position !== undefined) {
            event.preventDefault();
            const after = position + node.nodeSize;
            const next = editor.state.doc.nodeAt(after);
            if (next === null || !next.isTextblock || event.key === 'Enter')
              editor
                .chain()
                .insertContentAt(after, { type: 'paragraph' })
                .focus(after + 1)
                .run();
            else editor.commands.focus(after + 1);
          }
        }}
      />
    </figcaption>
  );
}

/** Puts a figure back that was deleted: by undo while nothing was written since, else where it stood. */
function putBack(editor: Editor, node: Node, position: number, emptied: Node): void {
  const { state, view } = editor;
  if (state.doc.eq(emptied)) {
    editor.chain().focus().undo().run();
    return;
  }
  const at = insertPoint(state.doc, Math.min(position, state.doc.content.size), node.type);
  view.dispatch(state.tr.insert(at ?? state.doc.content.size, node).scrollIntoView());
}

function FigureView({ uploads, ...props }: ReactNodeViewProps & { uploads: FigureUploads }) {
  const { editor, node, selected, getPos, updateAttributes, deleteNode } = props;
  const session = useSession();
  const { show, tellError } = useToasts();
  const upload: unknown = node.attrs.upload;
  const replace = async () => {
    try {
      const picked = await call('pickFigure', { draftId: session.draftId });
      if (picked.outcome === 'cancelled') return;
      session.addFigure(picked.figure);
      updateAttributes({ file: picked.figure.file, sha256: picked.figure.sha256 });
      for (const text of picked.notes) show({ kind: 'info', text });
    } catch (error) {
      tellError(error);
    }
  };
  const move = (direction: -1 | 1) => {
    const position = getPos();
    if (position !== undefined) moveBlock(editor, position, direction);
  };
  const remove = () => {
    const position = getPos() ?? 0;
    deleteNode();
    const emptied = editor.state.doc;
    show({
      kind: 'info',
      text: '图片已删除。',
      action: { label: '撤销', run: () => putBack(editor, node, position, emptied) },
    });
  };
  return (
    <NodeViewWrapper as="figure" className={selected ? 'figure figure-chosen' : 'figure'} data-drag-handle>
      {typeof upload !== 'string' ? (
        <Picture file={String(node.attrs.file)} caption={String(node.attrs.caption)} />
      ) : (
        <Sending
          id={upload}
          uploads={uploads}
          remove={() => {
            uploads.cancel(upload);
            deleteNode();
          }}
        />
      )}
      <Caption {...props} />
      {typeof upload !== 'string' ? (
        <div className="figure-actions" role="toolbar" aria-label="图片">
          <Button size="small" icon={<SwapOutlined />} aria-label="更换图片" onClick={() => void replace()}>
            更换
          </Button>
          <Button size="small" icon={<ArrowUpOutlined />} aria-label="上移图片" onClick={() => move(-1)}>
            上移
          </Button>
          <Button size="small" icon={<ArrowDownOutlined />} aria-label="下移图片" onClick={() => move(1)}>
            下移
          </Button>
          <Button size="small" icon={<DeleteOutlined />} aria-label="删除图片" onClick={remove}>
            删除
          </Button>
        </div>
      ) : null}
    </NodeViewWrapper>
  );
}

/** The figure as the editor shows it. */
export function shownFigure(uploads: FigureUploads) {
  return FigureNode.extend({
    addNodeView: () =>
      ReactNodeViewRenderer((props: ReactNodeViewProps) => <FigureView {...props} uploads={uploads} />),
  });
}
