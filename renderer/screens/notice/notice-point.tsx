import type { ReactNode } from 'react';
import type { Notice } from '../../../shared/form/definition.ts';
import { clauseText } from '../../../shared/form/notice-clause.ts';

interface NoticePointProps {
  title: string;
  notice: Notice;
  /** Where the notice says it, “通知四（一）”: its words stand beneath. */
  clauses: readonly string[];
  children: ReactNode;
}

/** One point of the overview in short, and the notice's own words for it. */
export function NoticePoint({ title, notice, clauses, children }: NoticePointProps) {
  return (
    <section className="notice-point">
      <h3>{title}</h3>
      {children}
      {clauses.map((clause) => (
        <details key={clause}>
          <summary>原文：{clause}</summary>
          <p className="notice-quote">{clauseText(notice, clause)}</p>
        </details>
      ))}
    </section>
  );
}
