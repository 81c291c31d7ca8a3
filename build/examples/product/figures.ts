import { bars, curve, grid } from '../drawing/charts.ts';
import { layeredDiagram, phaseDiagram } from '../drawing/diagrams.ts';
import { arrow, lines, picture, rect, text } from '../drawing/svg.ts';

export function architecture(): string {
  return layeredDiagram(
    '云工轻量化制造执行系统总体架构',
    [
      {
        name: '展示层',
        colour: '#7c3aed',
        tint: '#f5f0ff',
        boxes: ['网页端', '手机小程序', '工位平板', '车间看板'],
      },
      {
        name: '应用包',
        colour: '#1e5aa8',
        tint: '#eef5ff',
        boxes: ['计划排程', '生产管控', '质量管理', '设备管理', '仓储物流'],
      },
      {
        name: '引擎层',
        colour: '#0f766e',
        tint: '#ecfdf8',
        boxes: ['工单引擎', '规则引擎', '轻量排程\n引擎', '低代码\n表单', '报表引擎', '开放接口'],
      },
      {
        name: '云平台',
        colour: '#b45309',
        tint: '#fff7eb',
        boxes: ['多租户隔离', '时序数据库', '关系数据库', '消息队列', '备份与监控'],
      },
      {
        name: '边缘侧',
        colour: '#475569',
        tint: '#f4f6f8',
        boxes: ['协议自适应\n解析', '断网缓存\n72小时', '时序对齐', '加密上传'],
      },
      {
        name: '设备侧',
        colour: '#334155',
        tint: '#f1f4f7',
        boxes: ['数控机床', '压铸与注塑', '检测仪器', '扫码终端', '电子秤', '智能电表'],
      },
    ],
    ['安全防护体系', '运维服务体系'],
  );
}

export function rollout(): string {
  return phaseDiagram(
    '快速实施与推广服务流程（平均6周）',
    [
      {
        when: '第1周',
        name: '免费诊断',
        points: ['现场走访', '问题清单', '指标基线', '方案与报价'],
        result: '诊断报告',
      },
      {
        when: '第2周',
        name: '模板匹配',
        points: ['行业模板', '编码整理', '流程确认', '账号权限'],
        result: '实施方案',
      },
      {
        when: '第3—4周',
        name: '联网配置',
        points: ['采集盒安装', '设备联网', '页面配置', '接口对接'],
        result: '系统可用',
      },
      {
        when: '第5—6周',
        name: '培训上线',
        points: ['班组培训', '扫码试用', '双轨运行', '指标验收'],
        result: '验收报告',
      },
      {
        when: '长期',
        name: '持续服务',
        points: ['季度巡检', '免费升级', '骨干培养', '指标复盘'],
        result: '续订评价',
      },
    ],
    '全程不改变企业原有设备和网络，实施期间不停产；指标未达约定不收取订阅费',
  );
}

export function growth(): string {
  const quarters = [
    '2023年末',
    '24年一季',
    '24年二季',
    '24年三季',
    '24年四季',
    '25年一季',
    '25年二季',
    '25年三季',
  ];
  const totals = [175, 196, 224, 257, 301, 334, 376, 416];
  const local = [104, 118, 136, 158, 190, 212, 241, 268];
  const box = { x: 130, y: 170, width: 1400, height: 480 };
  let body = text(800, 54, '产品累计订阅企业数（家）', { size: 38, bold: true, anchor: 'middle' });
  body += rect(520, 100, 28, 28, { fill: '#1e5aa8' }) + text(560, 114, '累计订阅企业', { size: 24 });
  body += rect(840, 110, 50, 6, { fill: '#ea580c' }) + text(902, 114, '其中重庆企业', { size: 24 });
  body += grid(box, 480, 4, '');
  body += bars(box, totals, quarters, { fill: '#1e5aa8', maximum: 480, showValues: true, size: 24 });
  const step = box.width / quarters.length;
  body += curve({ ...box, x: box.x + step / 2, width: box.width - step }, local, 480, '#fb923c', true);
  local.forEach((value, index) => {
    const y = box.y + box.height * (1 - value / 480);
    body += text(box.x + (index + 0.5) * step, y + 34, String(value), {
      size: 24,
      bold: true,
      fill: '#ffedd5',
      anchor: 'middle',
    });
  });
  return picture(1600, 730, body);
}

/** Zones from the workshop to the user, and what protects each. */
export function security(): string {
  let body = text(800, 54, '产品安全防护体系', { size: 38, bold: true, anchor: 'middle' });
  const zones: [string, string, string, string[]][] = [
    [
      '车间边缘侧',
      '#475569',
      '#f4f6f8',
      ['采集盒硬件身份证书', '只出不进的单向采集', '本地缓存加密', '固件签名校验'],
    ],
    [
      '传输通道',
      '#b45309',
      '#fff7eb',
      ['TLS 1.3 双向认证', '国密算法加密', '重放与篡改检测', '异常流量限速'],
    ],
    [
      '云端平台',
      '#1e5aa8',
      '#eef5ff',
      ['租户独立空间与密钥', '敏感字段分级加密', '双副本与异地备份', '入侵检测与漏洞扫描'],
    ],
    [
      '用户访问',
      '#0f766e',
      '#ecfdf8',
      ['双因子登录', '岗位产线字段授权', '关键操作双人复核', '日志保存180天'],
    ],
  ];
  zones.forEach(([name, colour, tint, measures], index) => {
    const x = 40 + index * 387;
    body += rect(x, 110, 345, 470, { fill: tint, stroke: colour, radius: 14 });
    body += rect(x, 110, 345, 76, { fill: colour, radius: 14 });
    body += text(x + 172, 148, name, { size: 30, bold: true, fill: '#ffffff', anchor: 'middle' });
    measures.forEach((measure, row) => {
      body += rect(x + 24, 212 + row * 88, 297, 66, {
        fill: '#ffffff',
        stroke: colour,
        width: 1.5,
        radius: 8,
      });
      body += text(x + 172, 245 + row * 88, measure, { size: 25, anchor: 'middle' });
    });
    if (index > 0)
      body += arrow(
        [
          [x - 40, 345],
          [x - 4, 345],
        ],
        { stroke: '#334155', width: 5, head: 18 },
      );
  });
  const bands: [string, string][] = [
    ['安全管理', '等级保护第三级测评  ·  ISO/IEC 27001认证  ·  安全责任制  ·  每年2次渗透测试'],
    ['应急恢复', '恢复点目标5分钟  ·  恢复时间目标30分钟  ·  每季度恢复演练  ·  数据可携可清除'],
  ];
  bands.forEach(([name, content], index) => {
    const y = 606 + index * 92;
    body += rect(40, y, 1506, 76, { fill: '#f1f5f9', stroke: '#64748b', width: 1.5, radius: 10 });
    body += rect(40, y, 190, 76, { fill: '#64748b', radius: 10 });
    body += lines(135, y + 38, [name], 30, { size: 28, bold: true, fill: '#ffffff', anchor: 'middle' });
    body += text(888, y + 38, content, { size: 26, anchor: 'middle' });
  });
  return picture(1600, 810, body);
}
