import sharp from 'sharp';
import { text } from '../drawing/svg.ts';

const RED = '#d0161b';

/**
 * A round seal with the name along its rim and a star, transparent, 480 × 480.
 * librsvg knows no text on a path, so each character is turned by itself.
 */
export function roundSeal(name: string, purpose?: string): string {
  const characters = [...name];
  const spread = Math.min(270, characters.length * 18);
  const rim = characters
    .map((character, index) => {
      const angle = -spread / 2 + (spread * index) / Math.max(1, characters.length - 1);
      return `<g transform="rotate(${angle} 240 240)">${text(240, 76, character, { size: characters.length > 16 ? 42 : 50, bold: true, fill: RED, anchor: 'middle', family: 'serif' })}</g>`;
    })
    .join('');
  const star = Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? 66 : 25;
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    return `${240 + radius * Math.cos(angle)},${240 + radius * Math.sin(angle)}`;
  }).join(' ');
  const below =
    purpose === undefined
      ? ''
      : text(240, 352, purpose, { size: 40, bold: true, fill: RED, anchor: 'middle', family: 'serif' });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" opacity="0.82"><circle cx="240" cy="240" r="222" fill="none" stroke="${RED}" stroke-width="11"/>${rim}<polygon points="${star}" fill="${RED}"/>${below}${text(240, purpose === undefined ? 350 : 404, '示例', { size: 30, fill: RED, anchor: 'middle', family: 'serif' })}</svg>`;
}

export async function sealPng(name: string, purpose?: string): Promise<Buffer> {
  // True colour: pdfkit draws a palette PNG of fewer than eight bits with transparency twice, side by side.
  return sharp(Buffer.from(roundSeal(name, purpose)))
    .resize(320)
    .png({ compressionLevel: 9 })
    .toBuffer();
}
