import type { SectionOfKind } from '../../../shared/form/definition.ts';
import { PrintedLine, WhereFrom } from './printed-line.tsx';
import './printed.css';

/** The cover as it will be printed, with what is filled in. */
export function PrintedCover({ section }: { section: SectionOfKind<'cover'> }) {
  return (
    <div>
      <figure className="printed printed-cover" aria-label="封面，按打印的样子">
        <p className="printed-title">
          {section.printedTitle.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
        <dl>
          {section.lines.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <PrintedLine template={value} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="printed-issuer">
          {section.issuer.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
      </figure>
      <WhereFrom section={section} templates={section.lines.map(({ value }) => value)} />
    </div>
  );
}
