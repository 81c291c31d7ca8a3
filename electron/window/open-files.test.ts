import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { OpenFiles } from './open-files.ts';

test('files that come before the program is ready are taken later, each once; the system’s own way is stopped', () => {
  const app = new EventEmitter();
  const files = new OpenFiles(app);
  let prevented = 0;
  const opens = (file: string) => app.emit('open-file', { preventDefault: () => (prevented += 1) }, file);
  opens('/a.dossier');
  opens('/photo.jpg');
  const taken: string[][] = [];
  files.listen((paths) => taken.push(paths));
  opens('/b.dossier');
  opens('/c.txt');
  expect(taken).toEqual([['/a.dossier'], ['/b.dossier']]);
  expect(prevented).toBe(4);
});
