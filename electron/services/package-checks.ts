import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CallOutput, CheckedInput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { isPictureKind } from '../evidence/picture-kinds.ts';
import { sniffHead } from '../evidence/sniff.ts';
import type { Examined } from '../package/examine-package.ts';
import { withFileErrors } from '../package/file-errors.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import type { IncomingFile } from '../store/incoming-file.ts';
import type { Services } from '../window/services.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import { matchesOfCode, matchOfDraft } from './known-contents.ts';
import { SCAN_KINDS } from './scan-kinds.ts';
import type { ServiceContext } from './service-context.ts';

type Checked = Exclude<CallOutput<'waitForPackageCheck'>, { outcome: 'cancelled' }>;

/** A package that the person chose or dropped; a dropped one is ours to remove. */
interface Chosen {
  path: string;
  name: string;
  incoming?: IncomingFile;
}

/** From where to where each stage goes, per cent. */
const SHARES = { 核对文件: [0, 40], 核对内容: [40, 100], 识别二维码: [0, 100] } as const;
type Stage = keyof typeof SHARES;

/** Names of the contract are at most this long. */
const LONGEST_NAME = 300;
const PACKAGES = [
  { name: '申报包（zip）或草稿', extensions: ['zip', 'dossier'] },
  { name: '所有文件', extensions: ['*'] },
];
const TITLES = { file: '选择要核对的申报包', picture: '选择印有对照码的页的照片或扫描件' };

/** By its content: a page that was photographed may be named like anything. */
async function isPicture(path: string): Promise<boolean> {
  return withFileErrors(path, async () => {
    if (!(await stat(path)).isFile()) return false;
    const kind = await sniffHead(path);
    return kind === 'pdf' || kind === 'heic' || isPictureKind(kind);
  });
}

/** Packages that are compared with the drafts that are here: chosen, read back in the work process, told of. */
export class PackageChecks {
  readonly works = new ExportWorks<Checked>('这次核对');
  readonly #context: ServiceContext;
  readonly #chosen = new Map<string, Chosen>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  async choose(kind: CheckedInput<'choosePackage'>['kind']): Promise<CallOutput<'choosePackage'>> {
    const { dialogs } = this.#context;
    const files = { file: PACKAGES, picture: SCAN_KINDS };
    const path =
      kind === 'whole'
        ? await dialogs.openFolder({ title: '选择要核对的申报包文件夹' })
        : (await dialogs.openFiles({ title: TITLES[kind], kinds: files[kind] }))[0];
    if (path === undefined) return { outcome: 'cancelled' };
    return { outcome: 'chosen', ...this.#keep({ path, name: basename(path) }) };
  }

  /** Takes a dropped package whose bytes are all there. @throws gone, fileRefused */
  async takeUpload(uploadId: string): Promise<{ packageId: string; name: string }> {
    const { target, name, incoming } = await this.#context.uploads.finish(uploadId);
    if (target.kind !== 'package') {
      await incoming.discard();
      throw new DossierError('gone', { what: '要核对的申报包' });
    }
    await incoming.finish();
    return this.#keep({ path: incoming.path, name, incoming });
  }

  /** @throws gone */
  start(packageId: string): string {
    const chosen = this.#chosen.get(packageId);
    if (chosen === undefined) throw new DossierError('gone', { what: '要核对的申报包' });
    return this.works.start(packageId, async (workId, signal) =>
      (await isPicture(chosen.path))
        ? this.#readCodes(chosen, workId, signal)
        : this.#checkPackage(chosen, workId, signal),
    );
  }

  /** The window no longer asks about it. */
  async close(packageId: string): Promise<void> {
    const chosen = this.#chosen.get(packageId);
    this.#chosen.delete(packageId);
    await chosen?.incoming?.discard();
  }

  async #checkPackage({ path, name }: Chosen, workId: string, signal: AbortSignal): Promise<Checked> {
    const examined = await this.#context.work.runJob(
      'checkPackage',
      { path, name },
      { signal, onProgress: this.#tell(workId) },
    );
    return this.#told(name, examined);
  }

  async #readCodes({ path, name }: Chosen, workId: string, signal: AbortSignal): Promise<Checked> {
    const { work, data } = this.#context;
    const tell = this.#tell(workId);
    const { codes, ...others } = await work.runJob(
      'readCodes',
      { path, name },
      { signal, onProgress: (done) => tell({ stage: '识别二维码', ...done }) },
    );
    return {
      outcome: 'pages',
      name: name.slice(0, LONGEST_NAME),
      ...others,
      codes: codes.map((code) => ({ ...code, matches: matchesOfCode(data.store, code.twinCode) })),
    };
  }

  #tell(workId: string) {
    const progress = new ExportProgress();
    return ({ stage, done, total }: { stage: Stage; done: number; total: number }) => {
      const [from, to] = SHARES[stage];
      const percent = from + (to - from) * Math.min(1, done / Math.max(1, total));
      // Of the contents, only the percentage says something.
      const counted = stage === '核对内容' ? {} : { done, total };
      this.#context.send('exportStage', { workId, ...progress.next({ stage, percent, ...counted }) });
    };
  }

  #keep(chosen: Chosen): { packageId: string; name: string } {
    const packageId = makeOpaqueId();
    this.#chosen.set(packageId, chosen);
    return { packageId, name: chosen.name.slice(0, LONGEST_NAME) };
  }

  #told(name: string, { twinCode, programme, applicantName, verified, draft }: Examined): Checked {
    const { store } = this.#context.data;
    const [known] = matchesOfCode(store, twinCode);
    const own = draft === null ? undefined : matchOfDraft(store, draft, twinCode);
    return {
      outcome: 'done',
      name: name.slice(0, LONGEST_NAME),
      ...{ twinCode, programme, applicantName },
      verified:
        verified === null
          ? null
          : {
              intact: verified.intact,
              incomplete: verified.incomplete,
              createdOn: verified.createdOn,
              problems: verified.problems,
            },
      match: own ?? known ?? null,
    };
  }
}

/** Packages from outside, compared with what is here. */
export function packageCheckServices({ uploads }: ServiceContext, checks: PackageChecks) {
  return {
    choosePackage: ({ kind }) => checks.choose(kind),
    beginPackageUpload: async ({ name, bytes }) => ({
      uploadId: await uploads.begin({ draftId: '', target: { kind: 'package' }, name, bytes }),
    }),
    finishPackageUpload: ({ uploadId }) => checks.takeUpload(uploadId),
    startPackageCheck: ({ packageId }) => ({ workId: checks.start(packageId) }),
    waitForPackageCheck: ({ workId }) => checks.works.wait(workId),
    closePackage: async ({ packageId }) => {
      await checks.close(packageId);
      return undefined;
    },
  } satisfies Partial<Services>;
}
