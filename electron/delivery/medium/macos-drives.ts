import type { DriveReader, RemovableDrive } from './removable-drive.ts';

/** “15.5 GB (15506587648 Bytes) (exactly 30286304 512-Byte-Units)” */
function bytesOf(text: string | undefined): number | undefined {
  const match = /\((\d+) Bytes\)/.exec(text ?? '');
  return match === null ? undefined : Number(match[1]);
}

function valuesOf(block: string): Map<string, string> {
  const lines = block.split('\n').flatMap((line): [string, string][] => {
    const match = /^ {3}([^:]+): +(.*)$/.exec(line);
    return match?.[1] === undefined || match[2] === undefined ? [] : [[match[1], match[2].trim()]];
  });
  return new Map(lines);
}

const LEAST_SPEAKING = /^(None|Not applicable.*|Not Applicable.*)$/;

function driveOf(values: Map<string, string>): RemovableDrive[] {
  const said = (name: string) => {
    const value = values.get(name) ?? '';
    return LEAST_SPEAKING.test(value) ? '' : value;
  };
  const isOutside =
    said('Device Location') === 'External' ||
    said('Removable Media') === 'Removable' ||
    said('Ejectable') === 'Yes';
  const isDiskImage = said('Protocol') === 'Disk Image';
  const fileSystem = said('File System Personality');
  if (!isOutside || isDiskImage || fileSystem === '' || said('Volume Name') === 'EFI') return [];
  const place = said('Mounted') === 'Yes' ? said('Mount Point') : '';
  return [
    {
      label: said('Volume Name'),
      fileSystem,
      place: place === '' ? undefined : place,
      freeBytes: bytesOf(values.get('Volume Free Space') ?? values.get('Container Free Space')),
      totalBytes: bytesOf(
        values.get('Volume Total Space') ?? values.get('Container Total Space') ?? values.get('Disk Size'),
      ),
      readOnly: said('Volume Read-Only').startsWith('Yes') || said('Media Read-Only').startsWith('Yes'),
    },
  ];
}

/** Reads what `diskutil info -all` printed; it speaks English on every Mac. Discs that are no volumes are left out. */
export function readMacDrives(answer: string): RemovableDrive[] {
  return answer.split(/^\*{5,}\s*$/m).flatMap((block) => driveOf(valuesOf(block)));
}

export const MACOS_DRIVES: DriveReader = {
  command: '/usr/sbin/diskutil',
  parameters: ['info', '-all'],
  environment: {},
  read: readMacDrives,
};
