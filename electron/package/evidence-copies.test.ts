import { expect, test } from 'vitest';
import type { Draft } from '../../shared/form/draft.ts';
import type { DraftFacts, EvidenceKind } from '../../shared/form/evidence-facts.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { planEvidenceCopies } from './evidence-copies.ts';
import { smallDraft } from './testing/small-draft.ts';

const FORM = NOTICE.forms.benchmark;

function plan(evidence: Draft['evidence'], kinds: Record<string, EvidenceKind> = {}, absent: string[] = []) {
  const paths = Object.values(evidence).flatMap((slot) => (slot?.files ?? []).map((file) => file.path));
  const facts: DraftFacts = Object.fromEntries(
    paths.map((path) => [
      path,
      {
        path,
        bytes: 1,
        sha256: absent.includes(path) ? '' : 'a'.repeat(64),
        kind: kinds[path] ?? 'pdf',
        pages: [],
        remarks: [],
      },
    ]),
  );
  return planEvidenceCopies(FORM, { ...smallDraft(), evidence }, facts).map((copy) => copy.target);
}

test('folders and files are numbered in the checklist’s order, whatever the draft’s order', () => {
  const targets = plan(
    {
      socialInsurance2023: { files: [{ path: 'evidence/c.pdf', name: '参保证明.pdf' }] },
      audit2024: { files: [{ path: 'evidence/b2.pdf' }] },
      audit2023: { files: [{ path: 'evidence/b1.pdf' }] },
      businessLicence: { files: [{ path: 'evidence/a.jpg', name: '营业执照.jpg' }] },
    },
    { 'evidence/a.jpg': 'jpeg' },
  );
  expect(targets).toEqual([
    '04-佐证材料/01-营业执照复印件/01-营业执照.jpg',
    '04-佐证材料/02-2023—2024年审计报告/01-b1.pdf',
    '04-佐证材料/02-2023—2024年审计报告/02-b2.pdf',
    '04-佐证材料/04-2023—2024年参保人数证明/01-参保证明.pdf',
  ]);
});

test('names are made valid and unique, extensions told by the content', () => {
  const files = [
    { path: 'evidence/1', name: '合同 A/B: 终稿?.pdf' },
    { path: 'evidence/2', name: '扫描件' },
    { path: 'evidence/3', name: '照片.pdf' },
    { path: 'evidence/4', name: `${'很长的名字'.repeat(40)}.pdf` },
    { path: 'evidence/5', name: 'CON.pdf' },
  ];
  const targets = plan({ otherProof: { files } }, { 'evidence/2': 'jpeg', 'evidence/3': 'png' });
  const names = targets.map((target) => target.slice(target.lastIndexOf('/') + 1));
  expect(names.slice(0, 3)).toEqual(['01-合同 A／B： 终稿？.pdf', '02-扫描件.jpg', '03-照片.pdf.png']);
  expect(names[3]).toMatch(/^04-.{50,56}\.pdf$/);
  expect(names[4]).toBe('05-CON.pdf');
});

test('a file that is not there gets no number', () => {
  const files = ['a', 'b', 'c'].map((name) => ({ path: `evidence/${name}.pdf` }));
  expect(plan({ otherProof: { files } }, {}, ['evidence/b.pdf'])).toEqual([
    '04-佐证材料/05-其他证明材料/01-a.pdf',
    '04-佐证材料/05-其他证明材料/02-c.pdf',
  ]);
});
