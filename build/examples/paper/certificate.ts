import { lines, picture, qrCode, rect, text } from '../drawing/svg.ts';
import { longDate } from './paper.ts';
import { roundSeal } from './seal.ts';

export interface Certificate {
  title: string;
  number: string;
  holder: string;
  /** The sentence of the certificate, in lines of at most 24 characters. */
  words: string[];
  issuer: string;
  issuedOn: string;
  validUntil?: string;
}

/** A certificate with a frame and a seal, upright, 1680 × 2376 (A4 at 203 dpi). */
export function certificatePage(certificate: Certificate): string {
  const frame = '#a8762a';
  let body =
    rect(70, 70, 1540, 2236, { stroke: frame, width: 10 }) +
    rect(96, 96, 1488, 2184, { stroke: frame, width: 3 });
  for (const [x, y] of [
    [96, 96],
    [1504, 96],
    [96, 2200],
    [1504, 2200],
  ] as const) {
    body +=
      rect(x, y, 80, 80, { stroke: frame, width: 5 }) +
      rect(x + 16, y + 16, 48, 48, { fill: frame, opacity: 0.35 });
  }
  body += text(840, 1300, '示例', {
    size: 520,
    fill: '#8a8a8a',
    anchor: 'middle',
    rotate: -30,
    bold: true,
  }).replace('<text', '<text opacity="0.12"');
  const size = certificate.title.length > 11 ? 92 : 112;
  body += text(840, 420, certificate.title, {
    size,
    bold: true,
    anchor: 'middle',
    family: 'serif',
    fill: '#9b1c1c',
    spacing: 6,
  });
  body += text(840, 590, `证书编号：${certificate.number}`, { size: 42, anchor: 'middle', family: 'serif' });
  body += text(190, 820, certificate.holder, { size: 62, bold: true, family: 'serif' });
  body += lines(190, 960 + (certificate.words.length - 1) * 48, certificate.words, 96, {
    size: 54,
    family: 'serif',
  });
  const below = 1100 + certificate.words.length * 96;
  body += text(190, below, `发证日期：${longDate(certificate.issuedOn)}`, { size: 46, family: 'serif' });
  if (certificate.validUntil !== undefined) {
    body += text(190, below + 84, `有效期至：${longDate(certificate.validUntil)}`, {
      size: 46,
      family: 'serif',
    });
  }
  body += qrCode(190, 1830, 250, `示例 ${certificate.number}`);
  body += text(315, 2120, '扫码核验（示例）', { size: 30, anchor: 'middle', fill: '#555555' });
  body += text(1130, 1960, certificate.issuer, { size: 48, anchor: 'middle', family: 'serif' });
  body += text(1130, 2050, longDate(certificate.issuedOn), { size: 48, anchor: 'middle', family: 'serif' });
  body += `<g transform="translate(900 1740) scale(0.96)">${roundSeal(certificate.issuer)}</g>`;
  return picture(1680, 2376, body, '#fdfbf4');
}
