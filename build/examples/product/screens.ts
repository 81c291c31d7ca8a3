import { bars, browser, cells, gauge, progress, tag } from '../drawing/charts.ts';
import { circle, picture, polyline, qrCode, rect, text } from '../drawing/svg.ts';

const BLUE = '#1e5aa8';
const LINE = '#d5dde6';

export function board(): string {
  let body = browser(1600, 'https://app.yungong.example/board');
  body += rect(0, 64, 220, 996, { fill: '#14324f' });
  body += text(110, 112, '云工MES', { size: 32, bold: true, fill: '#ffffff', anchor: 'middle' });
  [
    '生产看板',
    '计划排程',
    '工单执行',
    '质量管理',
    '设备管理',
    '库存物流',
    '计件工资',
    '报表中心',
    '系统设置',
  ].forEach((name, index) => {
    const y = 186 + index * 64;
    if (index === 0) body += rect(0, y - 29, 220, 58, { fill: BLUE });
    body += text(110, y, name, { size: 25, fill: '#ffffff', anchor: 'middle', bold: index === 0 });
  });
  body += text(250, 108, '生产看板', { size: 34, bold: true });
  body += text(1566, 108, '示例压铸车间  |  龚䶮（生产主管）', { size: 24, anchor: 'end', fill: '#475569' });
  const figures: [string, string, string][] = [
    ['今日工单', '36', '较昨日 +4'],
    ['完成数量', '8,420件', '达成率 87.7%'],
    ['一次合格率', '95.9%', '目标 95.0%'],
    ['设备综合效率', '70.2%', '目标 68.0%'],
  ];
  figures.forEach(([name, value, note], index) => {
    const x = 250 + index * 332;
    body += rect(x, 144, 316, 150, { fill: '#ffffff', stroke: LINE, radius: 10 });
    body += text(x + 24, 178, name, { size: 24, fill: '#64748b' });
    body += text(x + 24, 226, value, { size: 44, bold: true, fill: BLUE });
    body += text(x + 24, 270, note, { size: 22, fill: '#15803d' });
  });
  body += rect(250, 312, 850, 420, { fill: '#ffffff', stroke: LINE, radius: 10 });
  body += text(274, 348, '工单进度', { size: 27, bold: true });
  const columns = [274, 442, 652, 770, 980];
  body += rect(251, 374, 848, 46, { fill: '#eef2f7' });
  body += cells(397, columns, ['工单号', '零件', '机台', '进度', '状态'], 22, '#475569', true);
  const orders: [string[], number, string, string, string][] = [
    [['G250918-01', '转向壳体', 'Y-03'], 0.92, '生产中', '#dcfce7', '#15803d'],
    [['G250918-02', '水泵端盖', 'Y-05'], 0.64, '生产中', '#dcfce7', '#15803d'],
    [['G250918-03', '油底壳', 'Y-07'], 0.38, '换模', '#fef3c7', '#b45309'],
    [['G250918-04', '电机端盖', 'Y-11'], 0.81, '生产中', '#dcfce7', '#15803d'],
    [['G250918-05', '离合器壳', 'Y-12'], 0.27, '模温异常', '#fee2e2', '#b91c1c'],
    [['G250918-06', '支架总成', 'Y-15'], 0.08, '待开工', '#e2e8f0', '#475569'],
  ];
  orders.forEach(([row, share, state, fill, colour], index) => {
    const y = 446 + index * 48;
    body += polyline(
      [
        [252, y + 24],
        [1098, y + 24],
      ],
      { stroke: '#e8edf3', width: 1.5 },
    );
    body += cells(y, columns, row, 22, '#1f2937');
    body += progress({ x: 770, y: y - 8, width: 140, height: 16 }, share, BLUE, '#e2e8f0');
    body += text(920, y, `${Math.round(share * 100)}%`, { size: 20, fill: '#475569' });
    body += tag(980, y, state, fill, colour, 104);
  });
  body += rect(1118, 312, 450, 420, { fill: '#ffffff', stroke: LINE, radius: 10 });
  body += text(1142, 348, '设备运行', { size: 27, bold: true });
  body += gauge(1343, 470, 82, 70.2, '#16a34a', '#e8edf3', '#1f2937');
  const states: [string, string, string][] = [
    ['运行', '19台', '#16a34a'],
    ['换模', '3台', '#d97706'],
    ['待机', '2台', '#94a3b8'],
    ['故障', '2台', '#dc2626'],
  ];
  states.forEach(([name, value, colour], index) => {
    const x = 1160 + (index % 2) * 205;
    const y = 616 + Math.floor(index / 2) * 62;
    body += circle(x, y, 10, { fill: colour }) + text(x + 22, y, name, { size: 24 });
    body += text(x + 160, y, value, { size: 24, bold: true, anchor: 'end' });
  });
  body += rect(250, 750, 640, 290, { fill: '#ffffff', stroke: LINE, radius: 10 });
  body += text(274, 786, '每小时产量（件）', { size: 27, bold: true });
  const hours = ['8时', '9时', '10时', '11时', '12时', '13时', '14时', '15时'];
  body += bars(
    { x: 276, y: 850, width: 590, height: 144 },
    [980, 1120, 1165, 1140, 620, 1090, 1180, 1125],
    hours,
    {
      fill: '#5b9bd8',
      maximum: 1200,
      showValues: true,
    },
  );
  body += rect(908, 750, 660, 290, { fill: '#ffffff', stroke: LINE, radius: 10 });
  body += text(932, 786, '停机原因前四位（分钟）', { size: 27, bold: true });
  const stops: [string, number][] = [
    ['换模等待', 126],
    ['模温异常', 84],
    ['喷涂故障', 57],
    ['待料', 33],
  ];
  stops.forEach(([name, value], index) => {
    const y = 838 + index * 50;
    body += text(932, y, name, { size: 23 });
    body += rect(1060, y - 14, value * 3.2, 28, { fill: '#f0a45d', radius: 4 });
    body += text(1072 + value * 3.2, y, String(value), { size: 22, fill: '#475569' });
  });
  return picture(1600, 1060, body, '#f3f6f9');
}

function phone(x: number, title: string, inside: string): string {
  return (
    rect(x, 30, 460, 920, { fill: '#111827', radius: 58 }) +
    rect(x + 18, 48, 424, 884, { fill: '#f3f6f9', radius: 44 }) +
    `<path d="M${x + 18} 150 v-58 a44 44 0 0 1 44 -44 h336 a44 44 0 0 1 44 44 v58 z" fill="${BLUE}"/>` +
    text(x + 62, 78, '14:35', { size: 20, fill: '#ffffff' }) +
    text(x + 230, 120, title, { size: 30, bold: true, fill: '#ffffff', anchor: 'middle' }) +
    inside
  );
}

const card = (x: number, y: number, height: number): string =>
  rect(x + 38, y, 384, height, { fill: '#ffffff', stroke: LINE, radius: 14 });

export function mobile(): string {
  const pairs = (x: number, y: number, rows: [string, string][], pitch = 46): string =>
    rows
      .map(
        ([name, value], index) =>
          text(x + 60, y + index * pitch, name, { size: 23, fill: '#64748b' }) +
          text(x + 402, y + index * pitch, value, { size: 23, bold: true, anchor: 'end' }),
      )
      .join('');
  let report = card(60, 174, 250) + text(120, 210, '转向壳体 压铸', { size: 28, bold: true });
  report += pairs(60, 264, [
    ['工单', 'G250918-01'],
    ['机台', 'Y-03'],
    ['计划数量', '480'],
    ['累计完成', '441'],
  ]);
  report +=
    card(60, 444, 250) +
    pairs(
      60,
      486,
      [
        ['本次合格数', '36'],
        ['本次不良数', '1'],
        ['不良原因', '气孔'],
        ['计件工资', '25.20元'],
      ],
      56,
    );
  report +=
    rect(98, 722, 384, 84, { fill: '#16a34a', radius: 42 }) +
    text(290, 764, '提交报工', { size: 32, bold: true, fill: '#ffffff', anchor: 'middle' });
  report += text(290, 860, '扫工单二维码即可进入本页', { size: 22, fill: '#64748b', anchor: 'middle' });
  let check = card(570, 174, 470) + text(630, 212, '压铸机 Y-05 日点检', { size: 28, bold: true });
  [
    '液压油位正常',
    '安全门联锁有效',
    '冷却水压力0.3兆帕',
    '急停按钮有效',
    '润滑油无渗漏',
    '模温机温度正常',
  ].forEach((name, index) => {
    const y = 272 + index * 60;
    const good = index !== 4;
    check += circle(642, y, 17, { fill: good ? '#16a34a' : '#dc2626' });
    check += good
      ? polyline(
          [
            [634, y],
            [640, y + 7],
            [651, y - 7],
          ],
          { stroke: '#ffffff', width: 4 },
        )
      : text(642, y, '!', { size: 26, bold: true, fill: '#ffffff', anchor: 'middle' });
    check += text(676, y, name, { size: 25 });
  });
  check +=
    card(570, 664, 130) + text(630, 702, '异常：润滑油渗漏', { size: 25, bold: true, fill: '#b91c1c' });
  check += text(630, 752, '已生成维修工单并推送机修班', { size: 23, fill: '#475569' });
  check +=
    rect(608, 818, 384, 76, { fill: BLUE, radius: 38 }) +
    text(800, 856, '完成点检', { size: 30, bold: true, fill: '#ffffff', anchor: 'middle' });
  let trace = card(1080, 174, 230) + qrCode(1136, 190, 196, '示例 Y03-250918-0441');
  trace +=
    text(1350, 250, '模次序号', { size: 22, fill: '#64748b', anchor: 'start' }) +
    text(1350, 290, '0441', { size: 30, bold: true });
  trace += text(1350, 334, '合格', { size: 26, bold: true, fill: '#15803d' });
  trace +=
    card(1080, 424, 300) +
    pairs(1080, 462, [
      ['压射速度', '3.82 m/s'],
      ['增压压力', '86.4 MPa'],
      ['模具温度', '208 ℃'],
      ['铝液温度', '662 ℃'],
      ['循环时间', '48.6 s'],
      ['铝锭批次', 'AL250915'],
    ]);
  trace +=
    card(1080, 744, 150) +
    pairs(
      1080,
      782,
      [
        ['操作工', '周示一'],
        ['检验员', '吴检二'],
        ['时间', '09-18 13:52'],
      ],
      40,
    );
  return picture(
    1600,
    980,
    phone(60, '扫码报工', report) + phone(570, '设备点检', check) + phone(1080, '批次追溯', trace),
    '#e8eef5',
  );
}
