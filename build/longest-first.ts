import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take long, the longest first: begun last, one would run alone at the end. */
const LONGEST = [
  'e2e/cli',
  'e2e/whole-application',
  'e2e/export-window',
  'e2e/evidence',
  'e2e/home',
  'e2e/fields',
  'e2e/sealing-window',
  'e2e/startup',
  'e2e/restart',
  'e2e/district-window',
  'e2e/narrative',
  'e2e/delivery-window',
  'e2e/export',
  'e2e/check',
  'e2e/history',
  'e2e/walk',
  'e2e/shell',
  'e2e/full-disk',
  'build/installer/installer.slow',
  'electron/services/export-services',
  'electron/sealing/placing',
  'electron/package/export-package',
  'electron/book/docx/example-pages',
  'build/faults/faults.slow',
  'build/fuzz/fuzz',
  'electron/services/sealing-services',
  'electron/book/hostile-text',
  // In a process of their own each, they would come last.
  'electron/ledger/hostile-files',
  'build/examples/examples',
  'electron/drawing/pdf-drawer',
  'e2e/host/page.slow',
].map((name) => `${name}.test.ts`);

/** The order in which test files are begun. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const root = path.resolve(import.meta.dirname, '..');
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.indexOf(path.relative(root, moduleId).split(path.sep).join('/'));
      return at === -1 ? LONGEST.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rank(left) - rank(right));
  }
}
