import type { EvidenceKind } from '../../shared/form/evidence-facts.ts';

/** Kinds that sharp reads and the book prints. */
export function isPictureKind(kind: EvidenceKind): boolean {
  return kind === 'jpeg' || kind === 'png' || kind === 'webp' || kind === 'tiff' || kind === 'gif';
}
