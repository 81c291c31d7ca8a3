import { expect, test, vi } from 'vitest';
import { LINUX_DRIVES, readLinuxDrives } from './linux-drives.ts';
import { listDrives } from './list-drives.ts';
import { readMacDrives } from './macos-drives.ts';
import { readWindowsDrives } from './windows-drives.ts';

const device = (more: object) => ({
  ...{ type: 'part', rm: true, hotplug: true, tran: null, ro: false, label: null, fstype: null },
  ...{ size: 1000, fsavail: null, mountpoint: null },
  ...more,
});
const lsblk = (...blockdevices: object[]) => JSON.stringify({ blockdevices });

test('lsblk: a stick with a Chinese name, and nothing of the system itself', () => {
  const stick = device({
    ...{ type: 'disk', tran: 'usb', size: 15_514_730_496 },
    children: [
      device({
        ...{ label: '申报材料', fstype: 'vfat', size: 15_513_681_920, fsavail: 15_504_326_656 },
        mountpoint: '/media/u/申报材料',
      }),
    ],
  });
  const system = device({
    ...{ type: 'disk', rm: false, hotplug: false, tran: 'nvme' },
    children: [device({ rm: false, hotplug: false, fstype: 'ext4', mountpoint: '/', fsavail: 5 })],
  });
  // Small laptops run from a chip that the kernel calls pluggable.
  const chip = device({
    ...{ type: 'disk', rm: false },
    children: [
      device({ fstype: 'vfat', mountpoint: '/boot/efi' }),
      device({ type: 'part', children: [device({ type: 'crypt', fstype: 'ext4', mountpoint: '/' })] }),
    ],
  });
  const disc = device({ type: 'rom', fstype: 'iso9660', mountpoint: '/media/cd', ro: true });
  const image = device({ type: 'loop', rm: false, hotplug: false, mountpoint: '/snap/core', ro: true });
  expect(readLinuxDrives(lsblk(system, chip, stick, disc, image))).toEqual([
    {
      ...{ label: '申报材料', fileSystem: 'vfat', place: '/media/u/申报材料', readOnly: false },
      ...{ freeBytes: 15_504_326_656, totalBytes: 15_513_681_920 },
    },
  ]);
});

test('lsblk: before 2.33 every value was a string; sticks without partitions, locked and not mounted', () => {
  const bare = device({ type: 'disk', rm: '1', hotplug: '1', ro: '1', size: '2048', fsavail: '1024' });
  const whole = { ...bare, label: '白盘', fstype: 'exfat', mountpoint: '/run/media/u/白盘' };
  const closed = device({
    ...{ type: 'disk', rm: '0', hotplug: '0', tran: 'usb', ro: '0', size: '4096' },
    children: [device({ rm: '0', hotplug: '0', ro: '0', size: '4096', fstype: 'ntfs', label: null })],
  });
  expect(readLinuxDrives(lsblk(whole, closed))).toEqual([
    {
      ...{ label: '白盘', fileSystem: 'exfat', place: '/run/media/u/白盘', readOnly: true },
      ...{ freeBytes: 1024, totalBytes: 2048 },
    },
    {
      ...{ label: '', fileSystem: 'ntfs', place: undefined, readOnly: false },
      ...{ freeBytes: undefined, totalBytes: 4096 },
    },
  ]);
});

test('PowerShell: drives by letter, with a Chinese name and with none; no drive at all', () => {
  const answer =
    '\uFEFF[{"place":"E:\\\\","free":15504326656,"total":15506587648,"fileSystem":"FAT32","label":"申报材料"},' +
    '{"place":"F:\\\\","free":0,"total":64021842944,"fileSystem":"exFAT","label":""}]\r\n';
  expect(readWindowsDrives(answer)).toEqual([
    {
      ...{ label: '申报材料', fileSystem: 'FAT32', place: 'E:\\', readOnly: false },
      ...{ freeBytes: 15_504_326_656, totalBytes: 15_506_587_648 },
    },
    {
      ...{ label: '', fileSystem: 'exFAT', place: 'F:\\', readOnly: false },
      ...{ freeBytes: 0, totalBytes: 64_021_842_944 },
    },
  ]);
  expect(readWindowsDrives('[]\r\n')).toEqual([]);
});

const DISKUTIL = `
   Device Identifier:         disk1s1
   Device Node:               /dev/disk1s1
   Whole:                     No
   Part of Whole:             disk1

   Volume Name:               Macintosh HD
   Mounted:                   Yes
   Mount Point:               /

   File System Personality:   APFS
   Protocol:                  Apple Fabric

   Container Total Space:     494.4 GB (494384795648 Bytes) (exactly 965595304 512-Byte-Units)
   Container Free Space:      120.1 GB (120123456789 Bytes) (exactly 234616126 512-Byte-Units)
   Media Read-Only:           No
   Volume Read-Only:          Yes (read-only mount flag set)

   Device Location:           Internal
   Removable Media:           Fixed

**********

   Device Identifier:         disk4
   Whole:                     Yes
   Volume Name:               Not applicable (no file system)
   Mounted:                   Not applicable (no file system)
   File System:               None
   Protocol:                  USB
   Device Location:           External
   Removable Media:           Removable

**********

   Device Identifier:         disk4s1
   Device Node:               /dev/disk4s1
   Whole:                     No
   Part of Whole:             disk4

   Volume Name:               申报材料
   Mounted:                   Yes
   Mount Point:               /Volumes/申报材料

   Partition Type:            DOS_FAT_32
   File System Personality:   MS-DOS FAT32
   Type (Bundle):             msdos
   Name (User Visible):       MS-DOS (FAT32)

   Protocol:                  USB
   Disk Size:                 15.5 GB (15514730496 Bytes) (exactly 30302208 512-Byte-Units)
   Volume Total Space:        15.5 GB (15506587648 Bytes) (exactly 30286304 512-Byte-Units)
   Volume Used Space:         2.3 MB (2260992 Bytes) (exactly 4416 512-Byte-Units)
   Volume Free Space:         15.5 GB (15504326656 Bytes) (exactly 30281888 512-Byte-Units)

   Media Read-Only:           No
   Volume Read-Only:          No

   Device Location:           External
   Removable Media:           Removable

**********

   Device Identifier:         disk5s2
   Volume Name:               安装盘
   Mounted:                   Yes
   Mount Point:               /Volumes/安装盘
   File System Personality:   HFS+
   Protocol:                  Disk Image
   Device Location:           External
   Removable Media:           Removable

**********
`;

test('diskutil: the stick, not the disk inside, not the disk without a volume, not a disk image', () => {
  expect(readMacDrives(DISKUTIL)).toEqual([
    {
      ...{ label: '申报材料', fileSystem: 'MS-DOS FAT32', place: '/Volumes/申报材料', readOnly: false },
      ...{ freeBytes: 15_504_326_656, totalBytes: 15_506_587_648 },
    },
  ]);
});

test.runIf(process.platform === 'linux')(
  'this machine is asked, and answers in the form that is read',
  async () => {
    for (const drive of await listDrives(LINUX_DRIVES)) expect(drive.place).not.toBe('/');
  },
);

test('a system that does not answer, or says something else, is not an empty list', async () => {
  const reader = { ...LINUX_DRIVES, parameters: [] };
  const node = process.execPath;
  const silent = { ...reader, command: node, parameters: ['-e', 'setInterval(() => {}, 1000)'] };
  await expect(listDrives(silent, 50)).rejects.toThrow('did not answer');
  await expect(listDrives({ ...reader, command: 'no-such-program' })).rejects.toThrow('ENOENT');
  // Refused before it has begun: no timer is left that would fall over later.
  vi.useFakeTimers();
  await expect(listDrives({ ...reader, command: 'no\0program' })).rejects.toThrow('null bytes');
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  const chatty = { ...reader, command: node, parameters: ['-e', 'console.log("NAME")'] };
  await expect(listDrives(chatty)).rejects.toThrow('JSON');
});
