import { z } from 'zod';
import type { DriveReader, RemovableDrive } from './removable-drive.ts';

/**
 * `DriveInfo` tells the kind of a drive by its letter alone, so network drives are never touched. Sticks
 * are `Removable`; portable hard disks are `Fixed`, and only their bus (7 USB, 12 SD, 13 MMC) tells.
 * A reader without a card, or a locked BitLocker stick, is not ready and left out.
 */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
$portable = @()
try {
  $space = 'root/Microsoft/Windows/Storage'
  $numbers = @(Get-CimInstance -Namespace $space -ClassName MSFT_Disk -Filter '(BusType=7 OR BusType=12 OR BusType=13) AND IsSystem=FALSE' -OperationTimeoutSec 5 | ForEach-Object { $_.Number })
  if ($numbers.Count -gt 0) {
    $portable = @(Get-CimInstance -Namespace $space -ClassName MSFT_Partition -OperationTimeoutSec 5 | Where-Object { $numbers -contains $_.DiskNumber -and [int]$_.DriveLetter -ne 0 } | ForEach-Object { "$($_.DriveLetter):\\" })
  }
} catch { }
$drives = @([IO.DriveInfo]::GetDrives() | Where-Object { ($_.DriveType -eq 'Removable' -or ($_.DriveType -eq 'Fixed' -and $portable -contains $_.Name)) -and $_.IsReady } | ForEach-Object {
  @{ place = $_.Name; label = $_.VolumeLabel; fileSystem = $_.DriveFormat; free = $_.AvailableFreeSpace; total = $_.TotalSize }
})
ConvertTo-Json -Compress -InputObject $drives
`;

const answerSchema = z.array(
  z.object({
    place: z.string().regex(/^[A-Z]:\\$/i),
    label: z.string().nullable(),
    fileSystem: z.string().nullable(),
    free: z.number(),
    total: z.number(),
  }),
);

/** Reads what the script printed. @throws Error for anything else */
export function readWindowsDrives(answer: string): RemovableDrive[] {
  const drives = answerSchema.parse(JSON.parse(answer.replace(/^\uFEFF/, '')));
  return drives.map(({ place, label, fileSystem, free, total }) => ({
    label: label ?? '',
    fileSystem: fileSystem ?? '',
    place,
    freeBytes: free,
    totalBytes: total,
    // Windows tells of a write lock only when one writes.
    readOnly: false,
  }));
}

export const WINDOWS_DRIVES: DriveReader = {
  command: 'powershell.exe',
  parameters: ['-NoProfile', '-NonInteractive', '-Command', SCRIPT],
  environment: {},
  read: readWindowsDrives,
};
