import type { Applicant } from '../applicants.ts';
import { lines, picture, qrCode, rect, text } from '../drawing/svg.ts';
import { longDate } from './paper.ts';
import { roundSeal } from './seal.ts';

/** 营业执照（副本）, upright, 1680 × 2376 (A4 at 203 dpi). */
export function businessLicence(applicant: Applicant): string {
  const gold = '#b8862b';
  let body =
    rect(60, 60, 1560, 2256, { stroke: gold, width: 14 }) +
    rect(92, 92, 1496, 2192, { stroke: gold, width: 4 });
  for (const [x, y] of [
    [92, 92],
    [1528, 92],
    [92, 2224],
    [1528, 2224],
  ] as const) {
    body += rect(x, y, 60, 60, { stroke: gold, width: 6 });
  }
  body += text(840, 230, '示例', { size: 54, fill: '#c9c2b4', anchor: 'middle', bold: true });
  body += text(840, 400, '营业执照', {
    size: 150,
    bold: true,
    anchor: 'middle',
    family: 'serif',
    spacing: 30,
  });
  body += text(840, 520, '（副  本）', { size: 52, anchor: 'middle', family: 'serif' });
  body += text(150, 640, '统一社会信用代码', { size: 42, family: 'serif' });
  body += text(150, 704, applicant.creditCode, { size: 50, bold: true });
  body += qrCode(1270, 560, 240, `示例 ${applicant.creditCode}`);
  body += text(1390, 820, '扫描二维码可查看', { size: 26, anchor: 'middle', fill: '#555555' });
  const facts: [string, string[]][] = [
    ['名        称', [applicant.name]],
    ['类        型', ['有限责任公司（自然人投资或控股）']],
    ['法定代表人', [applicant.legalPerson]],
    ['注册资本', [applicant.capital]],
    ['成立日期', [longDate(applicant.establishedOn)]],
    ['住        所', [applicant.address]],
    ['经营范围', wrap(applicant.scope, 23)],
  ];
  let y = 930;
  for (const [name, values] of facts) {
    body += text(150, y, name, { size: 46, family: 'serif', bold: true });
    values.forEach((value, index) => {
      body += text(460, y + index * 66, value, { size: 46, family: 'serif' });
    });
    y += 66 * values.length + 36;
  }
  body += lines(1180, 2010, ['登记机关'], 60, { size: 46, family: 'serif', anchor: 'middle' });
  body += text(1180, 2180, `${longDate('2024-06-12')}`, { size: 46, family: 'serif', anchor: 'middle' });
  body += `<g transform="translate(960 1830) scale(0.92)">${roundSeal(`重庆市${applicant.district}市场监督管理局`)}</g>`;
  body += text(180, 2226, '本执照为程序示例，企业与数据均为虚构，不具有任何效力。', {
    size: 28,
    fill: '#777777',
  });
  body += text(840, 1340, '示  例', {
    size: 400,
    fill: '#9a9a9a',
    anchor: 'middle',
    rotate: -35,
    bold: true,
  }).replace('<text', '<text opacity="0.13"');
  return picture(1680, 2376, body, '#fbf9f2');
}

function wrap(content: string, width: number): string[] {
  const characters = [...content];
  const wrapped: string[] = [];
  while (characters.length > 0) {
    let row = characters.splice(0, width).join('');
    // A closing mark never starts a line.
    while (/^[，。；、）]/.test(characters[0] ?? '')) row += characters.shift();
    wrapped.push(row);
  }
  return wrapped;
}
