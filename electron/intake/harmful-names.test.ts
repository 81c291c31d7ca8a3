import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FolderNames, safeName } from '../package/names.ts';
import { harmInNames, isArchiveName } from './harmful-names.ts';
import { boundedProblems } from './problem-words.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

test('what our export names files is never harm', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 20 }), (names) => {
      const folders = new FolderNames();
      const paths = names.map(([folder, name], index) => {
        const inside = new FolderNames();
        return `${folders.take(folder, '材料', 30)}/${inside.take(name, String(index), 60, '.pdf')}`;
      });
      expect(harmInNames(paths)).toBeUndefined();
    }),
  );
});

test('a name that our export would have to change to be taken everywhere is harm, wherever it stands', () => {
  const bad = fc.constantFrom(
    ...['..', '.', '', 'CON', 'con.txt', 'LPT1.pdf', 'a.', 'a ', 'a:b', 'a\\b', 'x\u0000', 'x\u202epdf.exe'],
    ...['a\u200b', 'a*', 'a?', '<a', 'a|', '"', '\ud800'],
  );
  fc.assert(
    fc.property(
      bad,
      fc.constantFrom('', '04-佐证材料/'),
      fc.constantFrom('', '/a.pdf'),
      (name, before, behind) => {
        expect(harmInNames(['01-申报书.docx', `${before}${name}${behind}`])).toMatchObject({
          path: `${before}${name}${behind}`,
        });
      },
    ),
  );
  expect(harmInNames([`${'长'.repeat(120)}/${'长'.repeat(90)}`])).toMatchObject({ reason: '路径过长' });
});

test('two names that are one elsewhere, and a file in the place of a folder, are harm', () => {
  expect(harmInNames(['a/X.pdf', 'a/x.PDF'])).toMatchObject({ path: 'a/x.PDF' });
  expect(harmInNames(['ﬁle.pdf', 'file.pdf'])).toBeDefined();
  expect(harmInNames(['A', 'a/b.pdf'])).toMatchObject({ path: 'A' });
  expect(harmInNames(['a/b.pdf', 'a/c.pdf', 'b/b.pdf'])).toBeUndefined();
  fc.assert(
    fc.property(anyText, (text) => {
      const name = safeName(text, 'x', 30, '.pdf');
      expect(harmInNames([name, name.toUpperCase()])).toBeDefined();
    }),
  );
});

test('archives are known by their names', () => {
  for (const name of ['a.zip', 'b.RAR', 'c.tar.gz', 'd.7z']) expect(isArchiveName(name)).toBe(true);
  for (const name of ['a.pdf', 'draft.dossier', '压缩.docx', 'zip']) expect(isArchiveName(name)).toBe(false);
});

test('what is wrong is a line, whatever the file is called', () => {
  expect(boundedProblems(['\u202efdp.exe\u0007：内容已被改动\n完好。请核对。'])).toEqual([
    'fdp.exe：内容已被改动 完好。请核对。',
  ]);
});
