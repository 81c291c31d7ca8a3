import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { useDraftState } from './draft-context.tsx';
import type { DraftState } from './draft-session.ts';
import './read-only.css';

const isLocked = ({ sealing }: DraftState) => sealing?.state === 'locked';

/** Whether the draft is locked by its export for sealing: everything can be read and copied, nothing changed. */
export function useLocked(): boolean {
  return useDraftState(isLocked);
}

/**
 * While the draft is locked, the controls inside cannot be used; boxes of text stay readable and can be
 * copied from, for they make themselves read-only. What changes nothing says `disabled={false}`.
 */
export function ReadOnlyWhenLocked({ children }: { children: ReactNode }) {
  const locked = useLocked();
  return (
    <div className={locked ? 'read-only' : 'changeable'}>
      <ConfigProvider componentDisabled={locked}>{children}</ConfigProvider>
    </div>
  );
}
