import type { Notice } from '../../../shared/form/definition.ts';

/** The whole notice, to the letter, in its own order. */
export function FullText({ notice }: { notice: Notice }) {
  return (
    <div className="card notice-text">
      <p className="notice-flush">{notice.issuer}</p>
      <p className="notice-flush">{notice.number}</p>
      <p className="notice-title">
        {notice.titleLines.map((line) => (
          <span key={line}>
            {line}
            <br />
          </span>
        ))}
      </p>
      <p className="notice-flush">{notice.addressees}</p>
      <p>{notice.preamble}</p>
      {notice.parts.map(({ heading, clauses }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          {clauses.map(({ number, text }) => (
            <p key={number}>
              {number}
              {text}
            </p>
          ))}
        </section>
      ))}
      <div>
        {notice.annexes.map((annex, index) => (
          <p key={annex} className="notice-flush">
            {index === 0 ? '附件：' : '　　　'}
            {annex}
          </p>
        ))}
      </div>
      <div className="notice-signed">
        <p>{notice.signedBy}</p>
        <p>{notice.signedOn}</p>
      </div>
      <p className="notice-flush">{notice.published}</p>
      <p className="notice-flush">
        {notice.printedBy}　{notice.printedOn}
      </p>
    </div>
  );
}
