import { bars } from '../drawing/charts.ts';
import { laneDiagram, layeredDiagram } from '../drawing/diagrams.ts';
import { picture, rect, text } from '../drawing/svg.ts';
import { INDICATORS } from './outcomes.ts';

export function architecture(): string {
  return layeredDiagram(
    '数字化总体架构',
    [
      {
        name: '决策层',
        colour: '#7c3aed',
        tint: '#f5f0ff',
        boxes: ['经营驾驶舱', '订单交付分析', '质量成本分析', '能耗与设备效率'],
      },
      {
        name: '应用层',
        colour: '#1e5aa8',
        tint: '#eef5ff',
        boxes: [
          'PLM\n研发设计',
          'ERP\n财务供应链',
          'APS\n计划排程',
          'MES\n制造执行',
          'QMS\n质量追溯',
          'WMS\n仓储管理',
          '设备管理\n远程运维',
        ],
      },
      {
        name: '平台层',
        colour: '#0f766e',
        tint: '#ecfdf8',
        boxes: ['主数据管理', '接口平台', '实时数据库', '权限与日志', '报表引擎'],
      },
      {
        name: '网络与\n边缘层',
        colour: '#b45309',
        tint: '#fff7eb',
        boxes: ['边缘采集网关', '工业环网', '工业无线网', '工业防火墙'],
      },
      {
        name: '设备层',
        colour: '#475569',
        tint: '#f4f6f8',
        boxes: ['激光切割', '加工中心', '焊接机器人', '在线测量仪', '工位终端', '智能电表'],
      },
    ],
    ['标准与制度', '网络与数据安全'],
  );
}

export function process(): string {
  return laneDiagram(
    '订单到交付数字化业务流程',
    ['客户与\n销售', '研发与\n工艺', '计划与\n仓储', '生产', '质量'],
    5,
    [
      { lane: 0, column: 0, title: '订单评审', system: 'ERP' },
      { lane: 1, column: 0, title: '设计与标准件匹配', system: 'PLM' },
      { lane: 1, column: 1, title: '工艺与物料清单', system: 'PLM → ERP' },
      { lane: 2, column: 1, title: '排程与齐套检查', system: 'APS' },
      { lane: 2, column: 2, title: '按工位配送', system: 'WMS' },
      { lane: 3, column: 2, title: '扫码报工', system: 'MES' },
      { lane: 4, column: 2, title: '在线测量判定', system: 'QMS' },
      { lane: 4, column: 3, title: '整机耐压与调试', system: 'QMS' },
      { lane: 2, column: 3, title: '成品入库发运', system: 'WMS' },
      { lane: 0, column: 3, title: '交付验收', system: 'ERP' },
      { lane: 0, column: 4, title: '远程运维', system: '远程运维系统' },
      { lane: 1, column: 4, title: '问题反馈与改进', system: 'PLM' },
    ],
    [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
      { from: 2, to: 3 },
      { from: 3, to: 4 },
      { from: 4, to: 5 },
      { from: 5, to: 6 },
      { from: 6, to: 5, label: '超差返工', back: true },
      { from: 6, to: 7 },
      { from: 7, to: 8 },
      { from: 8, to: 9 },
      { from: 9, to: 10 },
      { from: 10, to: 11 },
    ],
  );
}

/** Six small charts, before in grey and after in blue. */
export function outcomes(): string {
  let body = text(800, 52, '数字化改造前后核心指标对比', { size: 38, bold: true, anchor: 'middle' });
  body += rect(520, 92, 28, 28, { fill: '#94a3b8' }) + text(560, 106, '改造前（2023年）', { size: 24 });
  body += rect(820, 92, 28, 28, { fill: '#1e5aa8' }) + text(860, 106, '改造后（2025年1—9月）', { size: 24 });
  INDICATORS.forEach((each, index) => {
    const x = 40 + (index % 3) * 513;
    const y = 150 + Math.floor(index / 3) * 420;
    body += rect(x, y, 494, 396, { fill: '#f8fafc', stroke: '#cbd5e1', radius: 14 });
    body += text(x + 247, y + 40, `${each.name}（${each.unit}）`, { size: 27, bold: true, anchor: 'middle' });
    const box = { x: x + 70, y: y + 110, width: 354, height: 170 };
    const maximum = Math.max(each.before, each.after);
    const style = { maximum, labelFill: '#334155', showValues: true, size: 26 };
    body += bars({ ...box, width: 177 }, [each.before], ['改造前'], { ...style, fill: '#94a3b8' });
    body += bars({ ...box, x: box.x + 177, width: 177 }, [each.after], ['改造后'], {
      ...style,
      fill: '#1e5aa8',
    });
    body += text(x + 247, y + 356, each.change, { size: 26, bold: true, fill: '#0f766e', anchor: 'middle' });
  });
  return picture(1600, 1000, body);
}
