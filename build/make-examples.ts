/**
 * Makes the two example drafts of the notice, with their figures and evidence files, below
 * `shared/notices/cq-2025-40/examples/`. What it makes is kept in the repository, because it draws
 * Chinese text and a bare machine has no font for that. To run it again (`node build/make-examples.ts`,
 * with the Node of this project) it needs the fonts Noto Sans CJK SC, Noto Serif CJK SC and LXGW WenKai
 * (Debian: fonts-noto-cjk, fonts-lxgw-wenkai) and poppler's pdftoppm (poppler-utils).
 *
 * `--draft-only` writes the two draft.json alone, from the files that are there.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Draft, type EvidenceAnswer, FIRST_DRAFT_VERSION } from '../shared/form/draft.ts';
import type { NarrativeDocument } from '../shared/text/narrative.ts';
import { BENCHMARK_EXAMPLE } from './examples/benchmark/example.ts';
import { toPng } from './examples/drawing/svg.ts';
import type { Example } from './examples/example.ts';
import { PRODUCT_EXAMPLE } from './examples/product/example.ts';

const TARGET = fileURLToPath(new URL('../shared/notices/cq-2025-40/examples/', import.meta.url));
const NOTICE_ID = 'cq-2025-40';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function makeExample(example: Example, draftOnly: boolean): Promise<void> {
  const folder = join(TARGET, example.programme);
  if (!draftOnly) {
    for (const part of ['figures', 'evidence'])
      await rm(join(folder, part), { recursive: true, force: true });
  }
  const hashes = new Map<string, string>();
  const put = async (path: string, make: () => Promise<Buffer>): Promise<void> => {
    const target = join(folder, path);
    if (!draftOnly) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, await make());
    }
    hashes.set(path, sha256(await readFile(target)));
  };
  for (const [name, draw] of Object.entries(example.figures)) {
    await put(`figures/${name}.png`, () => toPng(draw()));
  }
  const evidence: Record<string, EvidenceAnswer & { files: NonNullable<EvidenceAnswer['files']> }> = {};
  for (const { slot, name, about, make } of example.evidence) {
    const path = `evidence/${slot}/${name}`;
    await put(path, make);
    const answer = evidence[slot] ?? { files: [] };
    const hash = hashes.get(path);
    answer.files.push({
      path,
      name,
      ...(hash === undefined ? {} : { sha256: hash }),
      ...(about === undefined ? {} : { about }),
    });
    evidence[slot] = answer;
  }
  const draft: Draft = {
    formatVersion: FIRST_DRAFT_VERSION,
    notice: NOTICE_ID,
    programme: example.programme,
    destinationDistrict: example.destinationDistrict,
    answers: Object.fromEntries(
      Object.entries(example.answers).map(([field, answer]) => [
        field,
        isDocument(answer) ? withHashes(answer, hashes) : answer,
      ]),
    ),
    evidence,
    declarations: example.declarations,
  };
  await writeFile(join(folder, 'draft.json'), `${JSON.stringify(draft, undefined, 2)}\n`);
}

function isDocument(answer: Draft['answers'][string]): answer is NarrativeDocument {
  return typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'doc';
}

/** The document with the hash of each figure's file, as Dossier itself saves it. */
function withHashes(document: NarrativeDocument, hashes: ReadonlyMap<string, string>): NarrativeDocument {
  const content = document.content.map((block) => {
    if (block.type !== 'figure') return block;
    const hash = hashes.get(block.attrs.file);
    if (hash === undefined) throw new Error(`no picture is drawn for ${block.attrs.file}`);
    return { ...block, attrs: { ...block.attrs, sha256: hash } };
  });
  return { ...document, content };
}

for (const example of [BENCHMARK_EXAMPLE, PRODUCT_EXAMPLE]) {
  await makeExample(example, process.argv.includes('--draft-only'));
}
