import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useState } from 'react';
import { useCommand } from '../../shell/use-commands.ts';
import { isFindTarget, registerFindTarget, wroteIn } from './find-target.ts';

const FIND = ['find'] as const;

/** Whether the find bar of a text is open: `called` is 0 while not, and counts the calls while it is. */
export function useFind(id: string, editor: Editor) {
  const [called, setCalled] = useState(0);
  const open = useCallback(() => setCalled((before) => before + 1), []);
  const close = useCallback(() => setCalled(0), []);
  useEffect(() => {
    const wrote = () => wroteIn(id);
    editor.on('focus', wrote);
    const end = registerFindTarget(id, () => (editor.isDestroyed ? null : editor.view.dom));
    return () => {
      editor.off('focus', wrote);
      end();
    };
  }, [id, editor]);
  useCommand(
    FIND,
    useCallback(() => {
      if (isFindTarget(id)) open();
    }, [id, open]),
  );
  return { called, open, close };
}
