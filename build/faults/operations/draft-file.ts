import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noise } from '../../../electron/delivery/testing/small-package.ts';
import { openDraft } from '../../../electron/package/draft-file.ts';
import { exportDraftFile } from '../../../electron/store/transfer.ts';
import type { Operation } from '../operation.ts';
import { strangersIn } from './folder-state.ts';
import { answer, DRAFT, draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

const NAME = '示例.dossier';
const store = (folder: string) => path.join(folder, 'store-folder');
const target = (folder: string) => path.join(folder, 'stick', NAME);

async function write(folder: string): Promise<void> {
  const opened = await openFor(store(folder));
  try {
    await exportDraftFile(opened, DRAFT, target(folder));
  } finally {
    opened.close();
  }
}

async function contactIn(file: string): Promise<unknown> {
  const opened = await openDraft(file);
  try {
    for (const files of Object.values(opened.draft.evidence))
      for (const each of files?.files ?? [])
        if (!existsSync(opened.filePath(each.path))) return `without ${each.path}`;
    return opened.draft.answers.contactName;
  } finally {
    await opened.close();
  }
}

/** A draft is saved as a file over the one of yesterday. */
export const DRAFT_FILE_OUT: Operation = {
  name: '另存草稿文件',
  prepare: async (folder) => {
    mkdirSync(path.join(folder, 'stick'), { recursive: true });
    const source = path.join(folder, '营业执照.pdf');
    writeFileSync(source, noise(70_000));
    await makeStore(store(folder), async (opened) => {
      const { sha256 } = await opened.files.takeIn(source);
      const value = { files: [{ path: 'evidence/营业执照.pdf', sha256 }] };
      opened.drafts.save(DRAFT, 3, [{ part: 'evidence', key: 'businessLicence', value }]);
      opened.drafts.save(DRAFT, 4, [answer('contactName', '昨天')]);
    });
    await write(folder);
    const opened = await openFor(store(folder));
    opened.drafts.save(DRAFT, 5, [answer('contactName', '今天')]);
    opened.close();
  },
  run: async (folder, confirm) => {
    await write(folder);
    confirm({ kind: 'written' });
  },
  check: async (folder, confirmed) => {
    const problems: string[] = [];
    if (!existsSync(target(folder))) problems.push('neither the old file nor the new one is there');
    else {
      const contact = await contactIn(target(folder)).catch(String);
      const isWritten = confirmed.some(({ kind }) => kind === 'written');
      if (contact !== '今天' && (contact !== '昨天' || isWritten)) problems.push(`the file holds ${contact}`);
    }
    problems.push(...(await storeProblems(store(folder), [], draftProblems)));
    // The next save into that folder clears away what the broken one left.
    await write(folder);
    return [...problems, ...strangersIn(path.dirname(target(folder)), [NAME])];
  },
};
