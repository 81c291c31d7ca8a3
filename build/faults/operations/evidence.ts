import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noise } from '../../../electron/delivery/testing/small-package.ts';
import type { Operation } from '../operation.ts';
import { DRAFT, draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

const store = (folder: string) => path.join(folder, 'store-folder');
const source = (folder: string) => path.join(folder, '营业执照.pdf');

/** A picked file and one that was dropped in pieces, each named by an answer. */
export const EVIDENCE: Operation = {
  name: '收取佐证材料',
  prepare: async (folder) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(source(folder), noise(90_000));
    await makeStore(store(folder));
  },
  run: async (folder, confirm) => {
    const opened = await openFor(store(folder));
    try {
      const picked = await opened.files.takeIn(source(folder));
      confirm({ kind: 'file', sha256: picked.sha256 });
      const incoming = await opened.files.begin('拖入.pdf');
      const content = noise(60_001);
      for (let at = 0; at < content.length; at += 20_000)
        await incoming.write(content.subarray(at, at + 20_000));
      const dropped = await opened.files.keep(incoming);
      confirm({ kind: 'file', sha256: dropped.sha256 });
      for (const [slot, { sha256 }] of [
        ['businessLicence', picked],
        ['audit2023', dropped],
      ] as const) {
        const value = { files: [{ path: `evidence/${slot}.pdf`, sha256 }] };
        opened.drafts.save(DRAFT, opened.drafts.revision(DRAFT), [{ part: 'evidence', key: slot, value }]);
      }
    } finally {
      opened.close();
    }
  },
  check: (folder, confirmed) => storeProblems(store(folder), confirmed, draftProblems),
};
