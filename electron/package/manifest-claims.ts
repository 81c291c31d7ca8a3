import type { Draft } from '../../shared/form/draft.ts';
import { BINDING_FILE } from './binding-book.ts';
import { CHECKLIST_FILE } from './checklist-book.ts';
import { PACKAGE_DRAFT } from './draft-file.ts';
import type { Manifest } from './manifest.ts';
import { BOUND_FILE, DOCX_FILE, PDF_FILE, SEALED_FILE } from './package-parts.ts';

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/**
 * Where a manifest says other things than the draft beside it, in Chinese.
 *
 * @param code recomputed from the draft and its files
 */
export function manifestClaims(manifest: Manifest, draft: Draft, code: string): string[] {
  const pairs = [
    ['对照码', manifest.twinCode, code],
    ['通知', manifest.notice, draft.notice],
    ['申报类别', manifest.programme, draft.programme],
    ['申报单位', manifest.applicant, text(draft.answers.applicantName)],
    ['统一社会信用代码', manifest.creditCode, text(draft.answers.creditCode)],
    ['报送区县', manifest.destinationDistrict, text(draft.destinationDistrict)],
  ] as const;
  return pairs.flatMap(([name, said, actual]) =>
    said === actual ? [] : [`manifest.json：${name}为“${said}”，按填报内容和材料应为“${actual}”`],
  );
}

/** The parts that every package has and this manifest does not list, in Chinese. */
export function unlistedParts(manifest: Manifest): string[] {
  const required = [DOCX_FILE, PDF_FILE, BOUND_FILE, CHECKLIST_FILE, BINDING_FILE, PACKAGE_DRAFT];
  if (manifest.sealed !== undefined) required.push(SEALED_FILE);
  return required
    .filter((name) => !manifest.files.some((file) => file.path === name))
    .map((name) => `manifest.json：没有列出 ${name}`);
}
