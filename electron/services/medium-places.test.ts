import { expect, test } from 'vitest';
import type { RemovableDrive } from '../delivery/medium/removable-drive.ts';
import { MediumPlaces } from './medium-places.ts';

const drive = (more: Partial<RemovableDrive>): RemovableDrive => ({
  ...{ label: '', fileSystem: 'vfat', place: '/media/u/stick', readOnly: false },
  ...{ freeBytes: 10, totalBytes: 20 },
  ...more,
});
const chosen: string[] = [];
const context = {
  dialogs: {
    openFiles: async () => [],
    openFolder: async () => chosen.shift(),
    saveFile: async () => undefined,
    tell: async () => undefined,
  },
  log: () => {},
};

test('sticks that can be written to get ids, the others a reason and none', async () => {
  const drives = [
    drive({ label: '申报材料' }),
    drive({ label: '未打开', place: undefined, freeBytes: undefined }),
    drive({ label: '写保护', readOnly: true }),
  ];
  const places = new MediumPlaces(context, async () => drives);
  const { listed, places: found, unusable } = await places.list();
  expect(listed).toBe(true);
  expect(found).toMatchObject([
    { label: '申报材料', shown: '/media/u/stick', freeBytes: 10, totalBytes: 20 },
  ]);
  expect(places.find(found[0]?.placeId ?? '')).toEqual({ folder: '/media/u/stick', fileSystem: 'vfat' });
  expect(unusable.map(({ label }) => label)).toEqual(['未打开', '写保护']);
  for (const { reason } of unusable) expect(reason).toMatch(/再点“刷新”/);
  expect(() => places.find('made-up-by-a-page')).toThrow(expect.objectContaining({ code: 'gone' }));
});

test('a system that does not tell its drives leaves the choice of a folder', async () => {
  const places = new MediumPlaces(context, async () => {
    throw new Error('no lsblk');
  });
  expect(await places.list()).toEqual({ listed: false, places: [], unusable: [] });
  expect(await places.choose()).toEqual({ outcome: 'cancelled' });
  chosen.push(import.meta.dirname);
  const answer = await places.choose();
  if (answer.outcome !== 'chosen') throw new Error('not chosen');
  expect(answer.place.freeBytes).toBeGreaterThan(0);
  expect(places.find(answer.place.placeId)).toEqual({ folder: import.meta.dirname, fileSystem: undefined });
});
