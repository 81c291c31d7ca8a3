import { basename } from 'node:path';
import type { FigureAdded, LedgerRead } from '../../shared/contract/evidence.ts';
import { DossierError } from '../../shared/errors.ts';
import type { EvidenceKind } from '../../shared/form/evidence-facts.ts';
import { describeProblem } from '../../shared/form/evidence-problem.ts';
import type { LedgerSource } from '../ledger/ledger-content.ts';
import type { Services } from '../window/services.ts';
import { EvidenceEditing, newPath } from './evidence-editing.ts';
import { FileIntake, type TakenFile } from './file-intake.ts';
import type { ServiceContext } from './service-context.ts';
import type { FileKind } from './system-dialogs.ts';

const PICTURES = ['jpg', 'jpeg', 'png', 'webp', 'tif', 'tiff', 'gif', 'heic', 'heif'];
const ALL_FILES: FileKind = { name: '所有文件', extensions: ['*'] };
const MATERIALS: FileKind[] = [
  { name: '材料（PDF、图片、Excel）', extensions: ['pdf', ...PICTURES, 'xlsx', 'xls'] },
  ALL_FILES,
];
const FIGURES: FileKind[] = [{ name: '图片', extensions: PICTURES }, ALL_FILES];
const LEDGERS: FileKind[] = [
  { name: '发票清单（Excel、CSV、数电票 XML）', extensions: ['xlsx', 'xls', 'csv', 'tsv', 'txt', 'xml'] },
  ALL_FILES,
];
/** What the editor shows as well as the book; a TIFF is none. */
const SHOWN_PICTURES: readonly EvidenceKind[] = ['jpeg', 'png', 'webp', 'gif'];
const FIGURE_REMEDY = '请用截图或“另存为”的办法做成 JPG 或 PNG 图片后再插入';

/** Evidence, figures and invoice ledgers: everything that comes from the person's files. */
export function evidenceServices(context: ServiceContext) {
  const { files, uploads, dialogs, evidenceWork } = context;
  const editing = new EvidenceEditing(context);
  const intake = new FileIntake(context.data, evidenceWork.convertPhoto);

  /** Takes as many as can be taken; of each other one it is said why not. @throws the first error where none could */
  async function takeAll(paths: readonly string[]): Promise<{ taken: TakenFile[]; notes: string[] }> {
    const taken: TakenFile[] = [];
    const failures: DossierError[] = [];
    for (const path of paths) {
      try {
        taken.push(await intake.fromDisk(path));
      } catch (error) {
        if (!(error instanceof DossierError)) throw error;
        failures.push(error);
        if (error.code === 'diskFull' || error.code === 'storeMoved') break;
      }
    }
    const [first] = failures;
    if (first !== undefined && taken.length === 0) throw first;
    return { taken, notes: failures.map(({ message }) => message) };
  }

  async function addFigure(taken: TakenFile): Promise<FigureAdded> {
    const { kind, problem } = await files.facts.of(taken.sha256);
    if (problem !== undefined || !SHOWN_PICTURES.includes(kind))
      throw new DossierError('fileRefused', {
        name: taken.name,
        reason: problem === undefined ? '不能作插图' : describeProblem(problem),
        remedy: problem?.code === 'unsupported' ? problem.remedy : FIGURE_REMEDY,
      });
    const figure = await files.views.figure(newPath('figures', taken.name), taken.sha256);
    return { outcome: 'figure', figure, notes: taken.note === undefined ? [] : [taken.note] };
  }

  async function readLedgers(sources: readonly LedgerSource[]): Promise<LedgerRead> {
    return { outcome: 'ledger', ...(await evidenceWork.readLedgers(sources)) };
  }

  return {
    pickEvidence: async ({ draftId, slot }) => {
      editing.checkWritable(draftId, slot);
      const paths = await dialogs.openFiles({ title: '添加材料', several: true, kinds: MATERIALS });
      if (paths.length === 0) return { outcome: 'cancelled' };
      const { taken, notes } = await takeAll(paths);
      return editing.add(draftId, slot, taken, notes);
    },
    replaceEvidence: async ({ draftId, fileId }) => {
      editing.checkWritable(draftId);
      editing.find(draftId, fileId);
      const [path] = await dialogs.openFiles({ title: '替换材料', several: false, kinds: MATERIALS });
      if (path === undefined) return { outcome: 'cancelled' };
      return editing.replace(draftId, fileId, await intake.fromDisk(path));
    },
    renameEvidence: ({ draftId, fileId, name }) => editing.rename(draftId, fileId, name),
    rotateEvidence: ({ draftId, fileId, rotate }) => editing.rotate(draftId, fileId, rotate),
    describeEvidence: ({ draftId, fileId, about }) => editing.describe(draftId, fileId, about),
    moveEvidence: ({ draftId, fileId, slot, position }) => editing.move(draftId, fileId, slot, position),
    removeEvidence: ({ draftId, fileId }) => editing.remove(draftId, fileId),
    returnEvidence: ({ draftId, fileId }) => editing.return(draftId, fileId),
    setEvidenceNone: ({ draftId, slot, reason }) => editing.setNone(draftId, slot, reason),
    pickFigure: async ({ draftId }) => {
      editing.checkWritable(draftId);
      const [path] = await dialogs.openFiles({ title: '插入图片', several: false, kinds: FIGURES });
      if (path === undefined) return { outcome: 'cancelled' };
      return addFigure(await intake.fromDisk(path));
    },
    pickLedger: async ({ draftId }) => {
      editing.checkWritable(draftId);
      const paths = await dialogs.openFiles({ title: '导入发票清单', several: true, kinds: LEDGERS });
      if (paths.length === 0) return { outcome: 'cancelled' };
      return readLedgers(paths.map((path) => ({ path, name: basename(path) })));
    },
    readLedgerText: async ({ draftId, text }) => {
      editing.checkWritable(draftId);
      return { outcome: 'ledger', ...(await evidenceWork.readLedgerText(text)) };
    },
    beginUpload: async (input) => {
      const slot = input.target.kind === 'evidence' ? input.target.slot : undefined;
      editing.checkWritable(input.draftId, slot);
      return { uploadId: await uploads.begin(input) };
    },
    sendChunk: async ({ uploadId, offset, bytes }) => ({
      received: await uploads.add(uploadId, offset, bytes),
    }),
    finishUpload: async ({ uploadId }) => {
      const { draftId, target, name, incoming } = await uploads.finish(uploadId);
      try {
        switch (target.kind) {
          case 'evidence':
            return await editing.add(draftId, target.slot, [await intake.fromUpload(incoming)]);
          case 'figure':
            return await addFigure(await intake.fromUpload(incoming));
          case 'ledger':
            await incoming.finish();
            return await readLedgers([{ path: incoming.path, name }]);
          case 'package':
          case 'scan':
          case 'intake':
            throw new DossierError('gone', { what: '正在添加的文件' });
        }
      } finally {
        await incoming.discard();
      }
    },
    cancelUpload: async ({ uploadId }) => {
      await uploads.cancel(uploadId);
      return undefined;
    },
  } satisfies Partial<Services>;
}
