import { expect, test } from 'vitest';
import { droppedPackages } from './dropped-packages.ts';

const fileAt = (path: string) => ({ path, file: new File(['x'], path.slice(path.lastIndexOf('/') + 1)) });

test('a dropped folder comes apart into its packages, whole or in part, and the archives between them', () => {
  const { packages, loose } = droppedPackages(
    [
      '收件/说明.docx',
      '收件/甲/manifest.json',
      '收件/甲/04-佐证材料/01/manifest.json',
      '收件/甲/附件.zip',
      '收件/街道/乙/01-申报书.docx',
      '收件/街道/丙.zip',
      '收件/来信.eml',
      '收件/丁.dossier',
    ].map(fileAt),
  );
  expect(packages.map(({ name, files }) => [name, files.map(({ path }) => path)])).toEqual([
    ['甲', ['甲/manifest.json', '甲/04-佐证材料/01/manifest.json', '甲/附件.zip']],
    ['乙', ['乙/01-申报书.docx']],
  ]);
  expect(loose.map(({ name }) => name)).toEqual(['丙.zip', '来信.eml', '丁.dossier']);
});

test('a package that is dropped itself is one, and a folder without any gives nothing', () => {
  expect(droppedPackages(['甲/manifest.json', '甲/02.pdf'].map(fileAt)).packages).toMatchObject([
    { name: '甲', files: [{ path: '甲/manifest.json' }, { path: '甲/02.pdf' }] },
  ]);
  expect(droppedPackages([fileAt('照片/1.jpg')])).toEqual({ packages: [], loose: [] });
});

test('mail parts that were unpacked into a folder each all come, also one with evidence alone', () => {
  const name = '甲-标杆企业申报-20251015-7K3M-9QXT';
  const { packages } = droppedPackages(
    [
      `收件/${name}/${name}/manifest.json`,
      `收件/${name}-邮件2of2/${name}/04-佐证材料/01/1.pdf`,
      `收件/${name}-邮件2of2/说明.txt`,
    ].map(fileAt),
  );
  expect(packages.map(({ files }) => files.map(({ path }) => path))).toEqual([
    [`${name}/manifest.json`],
    [`${name}/04-佐证材料/01/1.pdf`],
  ]);
});
