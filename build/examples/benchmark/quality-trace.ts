import { browser, cells, curve, tag } from '../drawing/charts.ts';
import { circle, picture, polyline, qrCode, rect, text } from '../drawing/svg.ts';

/** The page that tells one machine’s making, from its QR code. */
export function qualityTrace(): string {
  let body = browser(1600, 'http://qms.shili.local/trace/GR-1200-250826-017');
  body += rect(0, 64, 230, 976, { fill: '#14324f' });
  ['质量看板', '来料检验', '过程检验', '整机追溯', '不良评审', '量具管理', '质量报表'].forEach(
    (name, index) => {
      const y = 130 + index * 66;
      if (index === 3) body += rect(0, y - 30, 230, 60, { fill: '#1e5aa8' });
      body += text(115, y, name, { size: 25, fill: '#ffffff', anchor: 'middle', bold: index === 3 });
    },
  );
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
  body += polyline(
    [
      [340, 424],
      [1490, 424],
    ],
    { stroke: '#86c79b', width: 5 },
  );
  stages.forEach((name, index) => {
    const x = 340 + index * 164.3;
    body += circle(x, 424, 18, { fill: '#16a34a' });
    body += polyline(
      [
        [x - 8, 424],
        [x - 2, 431],
        [x + 9, 417],
      ],
      { stroke: '#ffffff', width: 4 },
    );
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
    body += polyline(
      [
        [262, y + 25],
        [1058, y + 25],
      ],
      { stroke: '#e8edf3', width: 1.5 },
    );
    body += cells(y, columns, row, 22, '#1f2937');
    body += tag(946, y, '合格', '#dcfce7', '#15803d', 76);
  });
  body += rect(1080, 530, 490, 490, { fill: '#ffffff', stroke: '#d5dde6', radius: 10 });
  body += text(1104, 566, '抽真空与保压曲线（MPa）', { size: 26, bold: true });
  const box = { x: 1170, y: 620, width: 370, height: 300 };
  for (let step = 0; step <= 4; step += 1) {
    const y = box.y + box.height - step * 75;
    body += polyline(
      [
        [box.x, y],
        [box.x + box.width, y],
      ],
      { stroke: '#e2e8f0', width: 1.5 },
    );
    body += text(box.x - 12, y, (step * 0.025).toFixed(3), { size: 20, anchor: 'end', fill: '#64748b' });
  }
  body += curve(box, [0, 42, 68, 81, 87, 90, 91, 91, 90.8, 90.6, 90.4, 90.2, 90, 89.8], 100, '#1e5aa8');
  ['0', '15', '30', '45分'].forEach((name, index) => {
    body += text(box.x + index * 123, 948, name, { size: 20, anchor: 'middle', fill: '#64748b' });
  });
  body += text(1325, 990, '数据由采集仪直接入库，不可改写', { size: 21, anchor: 'middle', fill: '#64748b' });
  return picture(1600, 1040, body, '#f3f6f9');
}
