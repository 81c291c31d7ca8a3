import { bars, browser, cells, curve, gauge, grid, progress, tag } from '../drawing/charts.ts';
import { circle, picture, polyline, qrCode, rect, text } from '../drawing/svg.ts';

/** Screens of the systems that the narrative tells of, drawn as they would look at a workplace. */

const NIGHT = '#0b1b33';
const PANEL = '#122a4d';
const PALE = '#cfe0f5';

function panel(x: number, y: number, width: number, height: number, title: string): string {
  return (
    rect(x, y, width, height, { fill: PANEL, stroke: '#24497f', radius: 10 }) +
    rect(x + 20, y + 20, 6, 26, { fill: '#38bdf8' }) +
    text(x + 38, y + 33, title, { size: 25, bold: true, fill: '#ffffff' })
  );
}

export function mesBoard(): string {
  let body = text(800, 50, '装配车间生产看板', { size: 42, bold: true, fill: '#ffffff', anchor: 'middle' });
  body += text(40, 50, '重庆示例食品机械有限公司', { size: 24, fill: PALE });
  body += text(1560, 50, '2025-09-18  14:35  白班', { size: 24, fill: PALE, anchor: 'end' });
  const figures: [string, string, string][] = [
    ['今日计划（台）', '18', '#ffffff'],
    ['已完工（台）', '11', '#4ade80'],
    ['计划达成率', '92.6%', '#4ade80'],
    ['一次合格率', '97.9%', '#38bdf8'],
    ['待处理异常', '2', '#fb923c'],
  ];
  figures.forEach(([name, value, colour], index) => {
    const x = 40 + index * 308;
    body += rect(x, 96, 288, 130, { fill: PANEL, stroke: '#24497f', radius: 10 });
    body += text(x + 144, 128, name, { size: 24, fill: PALE, anchor: 'middle' });
    body += text(x + 144, 184, value, { size: 54, bold: true, fill: colour, anchor: 'middle' });
  });
  body += panel(40, 246, 980, 470, '在制工单');
  const columns = [64, 244, 486, 612, 730, 920];
  body += cells(326, columns, ['工单号', '产品', '工序', '数量', '进度', '状态'], 22, '#8fb3dd', true);
  const orders: [string[], number, string, string][] = [
    [['WO25091801', '真空滚揉机 GR-1200', '总装', '3 / 4'], 0.78, '进行', '#16a34a'],
    [['WO25091802', '连续蒸煮线 ZX-800', '电气', '1 / 2'], 0.52, '进行', '#16a34a'],
    [['WO25091803', '杀菌釜 SF-1500', '焊接', '2 / 3'], 0.66, '进行', '#16a34a'],
    [['WO25091804', '杀菌釜 SF-900', '耐压', '4 / 5'], 0.81, '缺料', '#ea580c'],
    [['WO25091805', '真空滚揉机 GR-600', '调试', '5 / 5'], 0.96, '进行', '#16a34a'],
    [['WO25091806', '连续蒸煮线 ZX-500', '下料', '0 / 1'], 0.12, '待工', '#475569'],
  ];
  orders.forEach(([row, share, state, colour], index) => {
    const y = 384 + index * 56;
    body += polyline([[60, y - 28], [1000, y - 28]], { stroke: '#1f3f6d', width: 1.5 });
    body += cells(y, columns, row, 22, '#ffffff');
    body += progress({ x: 730, y: y - 9, width: 150, height: 18 }, share, '#38bdf8', '#0b1b33');
    body += tag(906, y, state, colour, '#ffffff', 84);
  });
  body += panel(1040, 246, 520, 470, '产线状态');
  const lineStates: [string, string, string, string][] = [
    ['下料一线', '运行', '#22c55e', '91%'],
    ['机加一线', '运行', '#22c55e', '88%'],
    ['焊接一线', '运行', '#22c55e', '84%'],
    ['装配一线', '缺料', '#f97316', '63%'],
    ['装配二线', '运行', '#22c55e', '90%'],
    ['调试一线', '运行', '#22c55e', '86%'],
  ];
  lineStates.forEach(([name, state, colour, rate], index) => {
    const y = 336 + index * 64;
    body += circle(1080, y, 12, { fill: colour });
    body += text(1108, y, name, { size: 24, fill: '#ffffff' });
    body += text(1260, y, state, { size: 24, fill: colour });
    body += progress({ x: 1340, y: y - 9, width: 120, height: 18 }, Number.parseInt(rate, 10) / 100, colour, NIGHT);
    body += text(1536, y, rate, { size: 24, fill: '#ffffff', anchor: 'end' });
  });
  body += panel(40, 736, 760, 300, '每小时报工数（件）');
  const hours = ['8时', '9时', '10时', '11时', '12时', '13时', '14时'];
  body += bars({ x: 70, y: 820, width: 700, height: 160 }, [46, 58, 63, 61, 22, 57, 64], hours, {
    fill: '#38bdf8', maximum: 70, labelFill: PALE, showValues: true,
  });
  body += panel(820, 736, 740, 300, '异常呼叫');
  const calls: [string, string, string, string][] = [
    ['14:21', '装配一线 06工位', '密封圈缺料', '处理中'],
    ['14:08', '焊接一线 02工位', '焊枪报警', '处理中'],
    ['13:37', '调试一线 01工位', '真空度偏低', '已关闭'],
    ['11:15', '机加一线 04工位', '刀具更换', '已关闭'],
  ];
  calls.forEach((row, index) => {
    const y = 816 + index * 54;
    const open = row[3] === '处理中';
    body += cells(y, [846, 940, 1186], row.slice(0, 3), 22, '#ffffff');
    body += tag(1430, y, row[3], open ? '#ea580c' : '#334e75', '#ffffff', 104);
  });
  return picture(1600, 1060, body, NIGHT);
}

export function qualityTrace(): string {
  let body = browser(1600, 'http://qms.shili.local/trace/GR-1200-250826-017');
  body += rect(0, 64, 230, 976, { fill: '#14324f' });
  ['质量看板', '来料检验', '过程检验', '整机追溯', '不良评审', '量具管理', '质量报表'].forEach((name, index) => {
    const y = 130 + index * 66;
    if (index === 3) body += rect(0, y - 30, 230, 60, { fill: '#1e5aa8' });
    body += text(115, y, name, { size: 25, fill: '#ffffff', anchor: 'middle', bold: index === 3 });
  });
  body += text(260, 106, '整机追溯', { size: 32, bold: true });
  body += rect(260, 140, 1310, 210, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
  body += qrCode(280, 156, 178, '示例 GR-1200-250826-017');
  const facts: [string, string][] = [
    ['整机编号', 'GR-1200-250826-017'],
    ['产品型号', '真空滚揉机 GR-1200'],
    ['销售订单', 'SO20250811-03'],
    ['完工日期', '2025-08-26'],
    ['装配班组', '装配一组（张㛃）'],
    ['检验结论', '合格'],
  ];
  facts.forEach(([name, value], index) => {
    const x = 490 + (index % 2) * 530;
    const y = 190 + Math.floor(index / 2) * 56;
    body += text(x, y, name, { size: 24, fill: '#64748b' });
    body += text(x + 130, y, value, { size: 24, bold: true, fill: value === '合格' ? '#15803d' : '#1f2937' });
  });
  const stages = ['材料入库', '下料', '机加', '焊接', '耐压试验', '总装', '整机调试', '出厂检验'];
  body += rect(260, 370, 1310, 140, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
  body += polyline([[340, 424], [1490, 424]], { stroke: '#86c79b', width: 5 });
  stages.forEach((name, index) => {
    const x = 340 + index * 164.3;
    body += circle(x, 424, 18, { fill: '#16a34a' });
    body += polyline([[x - 8, 424], [x - 2, 431], [x + 9, 417]], { stroke: '#ffffff', width: 4 });
    body += text(x, 472, name, { size: 23, anchor: 'middle' });
  });
  body += rect(260, 530, 800, 490, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
  body += text(284, 566, '关键质量特性检验记录', { size: 26, bold: true });
  const columns = [284, 500, 660, 800, 950];
  body += rect(261, 594, 798, 46, { fill: '#eef2f7' });
  body += cells(617, columns, ['检验项目', '标准值', '实测值', '检验员', '判定'], 22, '#475569', true);
  const checks: [string, string, string, string][] = [
    ['筒体焊缝余高', '0～2.0 mm', '1.3 mm', '王检一'],
    ['筒体耐压', '0.25 MPa', '0.25 MPa', '王检一'],
    ['极限真空度', '≥0.085 MPa', '0.091 MPa', '李检二'],
    ['保压30分钟压降', '≤3 kPa', '1.2 kPa', '李检二'],
    ['主轴径向跳动', '≤0.10 mm', '0.06 mm', '王检一'],
    ['绝缘电阻', '≥1 MΩ', '128 MΩ', '赵检三'],
    ['接地电阻', '≤0.1 Ω', '0.04 Ω', '赵检三'],
  ];
  checks.forEach((row, index) => {
    const y = 666 + index * 50;
    body += polyline([[262, y + 25], [1058, y + 25]], { stroke: '#e8edf3', width: 1.5 });
    body += cells(y, columns, row, 22, '#1f2937');
    body += tag(946, y, '合格', '#dcfce7', '#15803d', 76);
  });
  body += rect(1080, 530, 490, 490, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
  body += text(1104, 566, '抽真空与保压曲线（MPa）', { size: 26, bold: true });
  const box = { x: 1170, y: 620, width: 370, height: 300 };
  for (let step = 0; step <= 4; step += 1) {
    const y = box.y + box.height - step * 75;
    body += polyline([[box.x, y], [box.x + box.width, y]], { stroke: '#e2e8f0', width: 1.5 });
    body += text(box.x - 12, y, (step * 0.025).toFixed(3), { size: 20, anchor: 'end', fill: '#64748b' });
  }
  body += curve(box, [0, 42, 68, 81, 87, 90, 91, 91, 90.8, 90.6, 90.4, 90.2, 90, 89.8], 100, '#1e5aa8');
  ['0', '15', '30', '45分'].forEach((name, index) => {
    body += text(box.x + index * 123, 948, name, { size: 20, anchor: 'middle', fill: '#64748b' });
  });
  body += text(1325, 990, '数据由采集仪直接入库，不可改写', { size: 21, anchor: 'middle', fill: '#64748b' });
  return picture(1600, 1040, body, '#f3f6f9');
}

export function equipment(): string {
  let body = browser(1600, 'http://eam.shili.local/monitor');
  body += text(40, 108, '设备联网监控', { size: 34, bold: true });
  body += text(1560, 108, '联网 42 台   运行 33   待机 5   保养 2   故障 2', { size: 24, anchor: 'end', fill: '#475569' });
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
    ['L-01', [['r', 34], ['w', 6], ['r', 60]]],
    ['M-03', [['w', 5], ['r', 52], ['w', 8], ['r', 35]]],
    ['M-05', [['r', 44], ['w', 20], ['r', 24], ['w', 12]]],
    ['W-02', [['r', 70], ['w', 4], ['r', 26]]],
    ['W-04', [['r', 48], ['w', 10], ['r', 24], ['f', 18]]],
    ['C-07', [['r', 58], ['w', 6], ['r', 22], ['m', 14]]],
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
    body += text(150 + index * 215, 922, name, { size: 21, anchor: index === 4 ? 'end' : 'middle', fill: '#64748b' });
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
