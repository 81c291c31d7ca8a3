import { browser, curve, gauge, grid, tag } from '../drawing/charts.ts';
import { picture, rect, text } from '../drawing/svg.ts';

/** The page of the connected machines. */
export function equipment(): string {
  let body = browser(1600, 'http://eam.shili.local/monitor');
  body += text(40, 108, '设备联网监控', { size: 34, bold: true });
  body += text(1560, 108, '联网 42 台   运行 33   待机 5   保养 2   故障 2', {
    size: 24,
    anchor: 'end',
    fill: '#475569',
  });
  const machines: [string, string, string, string, number][] = [
    ['激光切割机 L-01', '运行', '#16a34a', '功率 82%', 78],
    ['加工中心 M-03', '运行', '#16a34a', '主轴负载 46%', 74],
    ['加工中心 M-05', '待机', '#d97706', '等待装夹', 61],
    ['焊接机器人 W-02', '运行', '#16a34a', '电流 218 A', 80],
    ['焊接机器人 W-04', '故障', '#dc2626', '送丝报警', 52],
    ['卷板机 J-01', '运行', '#16a34a', '油压 14.6 MPa', 69],
    ['折弯机 Z-02', '运行', '#16a34a', '行程 1260 次', 76],
    ['数控车床 C-07', '保养', '#2563eb', '剩余 35 分钟', 72],
  ];
  machines.forEach(([name, state, colour, reading, rate], index) => {
    const x = 40 + (index % 4) * 385;
    const y = 146 + Math.floor(index / 4) * 200;
    body += rect(x, y, 365, 182, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
    body += rect(x, y, 8, 182, { fill: colour });
    body += text(x + 28, y + 38, name, { size: 25, bold: true });
    body += tag(x + 28, y + 88, state, colour, '#ffffff', 84);
    body += text(x + 28, y + 142, reading, { size: 23, fill: '#475569' });
    body += gauge(x + 298, y + 110, 44, rate, colour, '#e8edf3', '#1f2937');
  });
  body += rect(40, 556, 1000, 400, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
  body += text(64, 592, '今日运行时序', { size: 26, bold: true });
  const colours: Record<string, string> = { r: '#22c55e', w: '#facc15', f: '#ef4444', m: '#3b82f6' };
  const runs: [string, [string, number][]][] = [
    [
      'L-01',
      [
        ['r', 34],
        ['w', 6],
        ['r', 60],
      ],
    ],
    [
      'M-03',
      [
        ['w', 5],
        ['r', 52],
        ['w', 8],
        ['r', 35],
      ],
    ],
    [
      'M-05',
      [
        ['r', 44],
        ['w', 20],
        ['r', 24],
        ['w', 12],
      ],
    ],
    [
      'W-02',
      [
        ['r', 70],
        ['w', 4],
        ['r', 26],
      ],
    ],
    [
      'W-04',
      [
        ['r', 48],
        ['w', 10],
        ['r', 24],
        ['f', 18],
      ],
    ],
    [
      'C-07',
      [
        ['r', 58],
        ['w', 6],
        ['r', 22],
        ['m', 14],
      ],
    ],
  ];
  runs.forEach(([name, parts], index) => {
    const y = 630 + index * 46;
    body += text(64, y + 14, name, { size: 22 });
    let x = 150;
    for (const [state, share] of parts) {
      body += rect(x, y, share * 8.6, 28, { fill: colours[state] ?? '#94a3b8' });
      x += share * 8.6;
    }
  });
  ['8时', '10时', '12时', '14时', '16时'].forEach((name, index) => {
    body += text(150 + index * 215, 922, name, {
      size: 21,
      anchor: index === 4 ? 'end' : 'middle',
      fill: '#64748b',
    });
  });
  (['运行', '待机', '故障', '保养'] as const).forEach((name, index) => {
    const fill = Object.values(colours)[index] ?? '#94a3b8';
    body += rect(600 + index * 108, 582, 22, 22, { fill }) + text(630 + index * 108, 593, name, { size: 21 });
  });
  body += rect(1060, 556, 500, 400, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
  body += text(1084, 592, '设备综合效率（近9个月）', { size: 26, bold: true });
  const box = { x: 1140, y: 634, width: 390, height: 250 };
  body += grid(box, 100, 4, '%');
  body += curve(box, [66.8, 68.9, 70.1, 71.2, 72, 72.8, 73.6, 74.3, 74.7], 100, '#1e5aa8', true);
  ['1月', '3月', '5月', '7月', '9月'].forEach((name, index) => {
    body += text(box.x + index * 97.5, 916, name, { size: 20, anchor: 'middle', fill: '#64748b' });
  });
  return picture(1600, 980, body, '#f3f6f9');
}
