import type { SectionOfKind } from '../../../shared/form/definition.ts';

export function EvidenceSection({ section }: { section: SectionOfKind<'evidence'> }) {
  return (
    <ul>
      {section.items.map((item) => (
        <li key={item.id}>{item.printed}</li>
      ))}
    </ul>
  );
}
