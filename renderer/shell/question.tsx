import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Sheet } from './sheet.tsx';

interface QuestionProps {
  title: string;
  /** The button that changes nothing: prominent, focused, and what Esc means. */
  safe: string;
  risky: string;
  /** The question stays open, with the risky button at work, until it ends. */
  onAnswer: (answer: 'safe' | 'risky') => void | Promise<void>;
  children: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function Question({ title, safe, risky, onAnswer, children }: QuestionProps) {
  const [isWorking, setWorking] = useState(false);
  const safeButton = useRef<HTMLButtonElement>(null);
  // After the sheet has opened, which puts the focus on its first button.
  useEffect(() => safeButton.current?.focus(), []);
  const answer = async (given: 'safe' | 'risky') => {
    if (isWorking) return;
    setWorking(given === 'risky');
    try {
      await onAnswer(given);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Sheet
      title={title}
      kind="middle"
      onClose={() => void answer('safe')}
      footer={
        <>
          <Button danger loading={isWorking} onClick={() => void answer('risky')}>
            {risky}
          </Button>
          <Button ref={safeButton} type="primary" disabled={isWorking} onClick={() => void answer('safe')}>
            {safe}
          </Button>
        </>
      }
    >
      {children}
    </Sheet>
  );
}
