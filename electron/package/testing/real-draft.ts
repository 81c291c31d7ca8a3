import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { smallDraft } from './small-draft.ts';

/** Writes a draft folder that exports with `incomplete`: a figure and a scanned licence, both real pictures in colour. */
export async function writeRealDraft(folder: string): Promise<string> {
  const draft = smallDraft();
  draft.evidence.businessLicence = { files: [{ path: 'evidence/营业执照.jpg' }] };
  await mkdir(join(folder, 'figures'), { recursive: true });
  await mkdir(join(folder, 'evidence'));
  const seal = Buffer.from(
    '<svg width="300" height="300"><circle cx="150" cy="150" r="120" fill="#c00"/></svg>',
  );
  const page = (width: number, height: number, background: string) =>
    sharp({ create: { width, height, channels: 3, background } });
  await page(800, 500, '#3366cc').png().toFile(join(folder, 'figures/架构.png'));
  await page(600, 850, '#fff')
    .composite([{ input: seal }])
    .jpeg()
    .toFile(join(folder, 'evidence/营业执照.jpg'));
  await writeFile(join(folder, 'draft.json'), JSON.stringify(draft));
  return folder;
}
