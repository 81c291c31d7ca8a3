import { bars, cells, progress, tag } from '../drawing/charts.ts';
import { circle, picture, polyline, rect, text } from '../drawing/svg.ts';

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

/** The production board of the assembly shop, as it hangs in the workshop. */
export function mesBoard(): string {
  let body = text(800, 50, '装配车间生产看板', { size: 42, bold: true, fill: '#ffffff', anchor: 'middle' });
  body += text(40, 50, '重庆示例食品机械有限公司', { size: 24, fill: PALE });
  body += text(1560, 50, '2025-09-18  14:35  白班', { size: 24, fill: PALE, anchor: 'end' });
  const figures: [string, string, string][] = [
    ['今日计划（台）', '18', '#ffffff'],
    ['已完工（台）', '11', '#4ade80'],
    ['时点计划达成率', '92.6%', '#4ade80'],
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
    body += polyline(
      [
        [60, y - 28],
        [1000, y - 28],
      ],
      { stroke: '#1f3f6d', width: 1.5 },
    );
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
    body += progress(
      { x: 1340, y: y - 9, width: 120, height: 18 },
      Number.parseInt(rate, 10) / 100,
      colour,
      NIGHT,
    );
    body += text(1536, y, rate, { size: 24, fill: '#ffffff', anchor: 'end' });
  });
  body += panel(40, 736, 760, 300, '每小时报工数（件）');
  const hours = ['8时', '9时', '10时', '11时', '12时', '13时', '14时'];
  body += bars({ x: 70, y: 820, width: 700, height: 160 }, [46, 58, 63, 61, 22, 57, 64], hours, {
    fill: '#38bdf8',
    maximum: 70,
    labelFill: PALE,
    showValues: true,
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
