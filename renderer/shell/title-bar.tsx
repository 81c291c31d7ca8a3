import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigation } from './navigation.tsx';
import { deadlineWords, useNotice } from './notice.ts';
import './title-bar.css';

interface TitleBarProps {
  subject?: ReactNode;
  save?: ReactNode;
  /** Of who sits here; without one, of those who apply. */
  deadline?: string;
}

/** The line above every screen: where one is, and in a draft whether all is saved. */
export function TitleBar({ subject, save, deadline }: TitleBarProps) {
  const { view, goTo } = useNavigation();
  const notice = useNotice();
  return (
    <header className="title-bar">
      <Button type="text" className="title-home" onClick={() => goTo({ screen: 'home' })}>
        申报匣
      </Button>
      <span className="title-subject">{subject}</span>
      {save}
      <span className="title-deadline">{deadline ?? deadlineWords(notice)}</span>
      <nav aria-label="程序">
        <Button
          type="text"
          aria-current={view.screen === 'notice' ? 'page' : undefined}
          onClick={() => goTo({ screen: 'notice' })}
        >
          通知要点
        </Button>
        <Button
          type="text"
          aria-current={view.screen === 'settings' ? 'page' : undefined}
          onClick={() => goTo({ screen: 'settings' })}
        >
          设置
        </Button>
      </nav>
    </header>
  );
}
