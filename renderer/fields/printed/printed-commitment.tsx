import type { SectionOfKind } from '../../../shared/form/definition.ts';
import { PrintedLine, WhereFrom } from './printed-line.tsx';
import './printed.css';

/** The commitment to the letter, with the places for signature and seal. */
export function PrintedCommitment({ section }: { section: SectionOfKind<'commitment'> }) {
  return (
    <div>
      <figure className="printed printed-commitment" aria-label="真实性承诺，按打印的样子">
        <p className="printed-title">{section.printedTitle}</p>
        {section.paragraphs.map((paragraph) => (
          <p key={paragraph} className="printed-paragraph">
            <PrintedLine template={paragraph} />
          </p>
        ))}
        {section.signature.map(({ line, mark }) => (
          <p key={line} className={`printed-signature printed-${mark}`}>
            <PrintedLine template={line} />
          </p>
        ))}
      </figure>
      <WhereFrom section={section} templates={section.paragraphs} />
    </div>
  );
}
