import type { ReactNode } from 'react';
import './choice-card.css';

interface ChoiceCardProps {
  title: string;
  children: ReactNode;
  onClick: () => void;
  disabled?: boolean;
}

/** A large choice: what it does, and a line on what that means. */
export function ChoiceCard({ title, children, onClick, disabled }: ChoiceCardProps) {
  return (
    <button type="button" className="choice-card" disabled={disabled} onClick={onClick}>
      <strong>{title}</strong>
      <span>{children}</span>
    </button>
  );
}
