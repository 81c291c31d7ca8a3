import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partName } from '../delivery/mail/mail-parts.ts';
import { groupArchives, type ListedArchive, nestedArchives, packageRoots, rootOf } from './archive-groups.ts';

const PACKAGE = '重庆示例机械有限公司-标杆企业申报-20251015-7K3M-9QXT';
const archive = (name: string, ...files: string[]): ListedArchive => ({
  path: `/${name}`,
  name,
  files: files.map((each) => ({ name: each, bytes: 1 })),
});
const part = (number: number, total: number, name = PACKAGE) =>
  archive(
    `${partName(name, number, total)}.zip`,
    ...(number === 1 ? [`${name}/manifest.json`] : []),
    `${name}/${number}.pdf`,
  );
const shown = (archives: readonly ListedArchive[]) =>
  groupArchives(archives).map(({ name, archives: own, missing }) => ({
    name,
    zips: own.map((each) => each.name),
    missing,
  }));

test('the parts of each package are put together in order, whatever order they come in; lost ones are numbered', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.context(),
      fc.infiniteStream(fc.nat()),
      (total, lost, _context, random) => {
        const numbers = Array.from({ length: total }, (_each, index) => index + 1);
        const others = [part(1, 2, '乙'), part(2, 2, '乙')];
        const here = numbers.filter((number) => number !== lost).map((number) => part(number, total));
        const mixed = [...here, ...others]
          .map((each) => ({ each, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const groups = shown(mixed);
        expect(groups.find(({ name }) => name === '乙')).toMatchObject({ missing: undefined });
        expect(groups.find(({ name }) => name === PACKAGE)).toEqual(
          here.length === 0
            ? undefined
            : {
                name: PACKAGE,
                zips: here.map(({ name }) => name),
                missing: lost <= total ? { numbers: [lost], total } : undefined,
              },
        );
      },
    ),
  );
});

test('parts under other names join the one zip with their manifest, and no one else’s', () => {
  const first = archive('附件.zip', `${PACKAGE}/manifest.json`, `${PACKAGE}/1.pdf`);
  const second = archive('附件(2).zip', `${PACKAGE}/2.pdf`);
  const other = archive('别的.zip', '乙/manifest.json');
  const loose = archive('驱动.zip', 'setup.exe');
  expect(shown([second, other, first, loose])).toEqual([
    { name: '别的.zip', zips: ['别的.zip'], missing: undefined },
    { name: PACKAGE, zips: ['附件.zip', '附件(2).zip'], missing: undefined },
    { name: '驱动.zip', zips: ['驱动.zip'], missing: undefined },
  ]);
  // Two whole ones of one name: nobody can say to which it belongs.
  const twin = archive('又一份.zip', `${PACKAGE}/manifest.json`);
  expect(shown([first, twin, second])).toHaveLength(3);
});

test('a zip’s packages are its folders with a manifest, each by itself; archives beside them are nested ones', () => {
  const names = ['x/a/manifest.json', 'x/a/1.pdf', 'x/b/manifest.json', 'x/b/c/manifest.json', 'x/说明.txt'];
  const roots = packageRoots(names);
  expect(roots.toSorted()).toEqual(['x/a/', 'x/b/', 'x/b/c/']);
  expect(rootOf('x/b/c/2.pdf', roots)).toBe('x/b/c/');
  expect(rootOf('x/b/2.pdf', roots)).toBe('x/b/');
  expect(rootOf('x/说明.txt', roots)).toBeUndefined();
  expect(packageRoots(['manifest.json', 'a/manifest.json', 'manifest.json'])).toEqual(['', 'a/']);
  expect(packageRoots(['__MACOSX/a/manifest.json', 'a/notmanifest.json'])).toEqual([]);
  expect(nestedArchives(['x/b/1.zip', 'x/2.zip', '__MACOSX/3.zip'], ['x/b/'])).toEqual(['x/2.zip']);
});

test('a zip of twenty thousand packages is looked through at once', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `x/${index}/manifest.json`);
  expect(packageRoots(names)).toHaveLength(20_000);
  expect(packageRoots([...names, 'x/manifest.json'])).toHaveLength(20_001);
});
