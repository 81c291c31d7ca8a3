import type { Content } from 'pdfmake/interfaces.js';
import { PRODUCT_APPLICANT } from '../applicants.ts';
import { body, line, makePaper, right, ruledTable, sealed, title } from '../paper/paper.ts';
import { PRODUCT_NAME } from './answers.ts';

const NAME = PRODUCT_APPLICANT.name;
const gap = (height: number): Content => ({ text: '', margin: [0, height, 0, 0] });

/** 第三方测试报告 and the certificate of the graded protection. */
export async function securityProof(): Promise<Buffer> {
  const laboratory = '重庆示例软件检测中心';
  const content: Content[] = [
    title('软件产品测试报告'),
    right('报告编号：SL-RJ-2025-0417'),
    line(`产品名称：${PRODUCT_NAME}`),
    line(`委托单位：${NAME}`),
    line('测试依据：GB/T 25000.51—2016        报告日期：2025年4月17日        有效期至：2027年4月16日'),
    ruledTable(
      [
        ['测试类别', '测试项', '结果', '结论'],
        ['功能性', '5个应用包186项功能点', '186项通过', '合格'],
        ['性能效率', '500用户并发平均响应时间', '0.86秒（要求≤2秒）', '合格'],
        ['可靠性', '连续运行168小时', '无中断，可用率100%', '合格'],
        ['信息安全性', '身份鉴别、访问控制、数据加密、日志审计', '32项通过', '合格'],
        ['信息安全性', '漏洞扫描与渗透测试', '高危0个，中危0个，低危1个（已修复）', '合格'],
        ['数据备份', '恢复点目标与恢复时间目标', '4分12秒，23分钟', '合格'],
      ],
      { widths: [70, '*', 170, 44] },
    ),
    body('测试结论：送测产品功能、性能效率、可靠性、信息安全性符合委托要求，测试通过。'),
    gap(40),
    await sealed(
      laboratory,
      { dx: 345, dy: -36, purpose: '检测专用章' },
      right(laboratory),
      right('2025年4月17日'),
    ),
    title('网络安全等级保护测评结论（第三级）', { pageBreak: 'before' }),
    line('系统名称：示例云工轻量化制造执行平台'),
    line(`运营单位：${NAME}`),
    line('测评时间：2025年3月3日至3月21日        下次测评：2026年3月前'),
    ruledTable(
      [
        ['安全层面', '符合项', '部分符合项', '不符合项'],
        ['安全物理环境', '22', '0', '0'],
        ['安全通信网络', '8', '0', '0'],
        ['安全区域边界', '19', '1', '0'],
        ['安全计算环境', '31', '2', '0'],
        ['安全管理中心', '12', '0', '0'],
        ['安全管理制度与人员', '46', '1', '0'],
      ],
      { widths: ['*', 90, 90, 90], numbers: [1, 2, 3] },
    ),
    body('测评结论：良，综合得分89.6分，不存在高风险安全问题。'),
    gap(40),
    await sealed('重庆示例测评机构', { dx: 345, dy: -36 }, right('重庆示例测评机构'), right('2025年3月28日')),
  ];
  return makePaper(content, { title: '安全性能佐证（示例）' });
}

/** 兼容性互认与二次开发接口说明. */
export async function compatibilityProof(): Promise<Buffer> {
  const content: Content[] = [
    title('产品兼容性测试证明'),
    line(`产品名称：${PRODUCT_NAME}        研制单位：${NAME}`),
    ruledTable(
      [
        ['类别', '环境', '测试结果'],
        ['服务端操作系统', '国产服务器操作系统甲V10、乙V20', '安装、运行、卸载正常'],
        ['处理器架构', 'ARM64、x86-64、LoongArch', '功能一致，性能满足要求'],
        ['数据库', '国产数据库甲V8、乙V5，PostgreSQL 15', '读写、备份、恢复正常'],
        ['客户端系统', '国产桌面系统、Windows 10/11、Android 10+、iOS 15+', '界面与功能正常'],
        ['浏览器', '主流国产浏览器与Chromium 100以上', '显示与打印正常'],
      ],
      { widths: [96, '*', 150] },
    ),
    gap(24),
    await sealed(
      '重庆示例软件检测中心',
      { dx: 345, dy: -36, purpose: '检测专用章' },
      right('重庆示例软件检测中心'),
      right('2025年5月9日'),
    ),
    title('二次开发接口说明（摘要）', { pageBreak: 'before' }),
    body(
      '产品提供142个开放接口，采用HTTPS和JSON，令牌有效期2小时，支持回调推送；低代码表单和报表设计器可在页面完成扩展，无需修改产品源代码。',
    ),
    ruledTable(
      [
        ['接口类别', '数量', '典型接口', '用途'],
        ['基础数据', '28', '/v3/items、/v3/boms', '物料、物料清单同步'],
        ['订单与工单', '36', '/v3/orders、/v3/work-orders', '与ERP双向对接'],
        ['报工与质量', '31', '/v3/reports、/v3/inspections', '报工、检验数据读写'],
        ['设备数据', '25', '/v3/devices/{id}/series', '时序数据订阅'],
        ['库存物流', '22', '/v3/stock-moves', '出入库与叫料'],
      ],
      { widths: [80, 40, 180, '*'], numbers: [1] },
    ),
    body('对接实绩：已与9种ERP、4种PLM完成标准对接，平均对接周期8个工作日。'),
  ];
  return makePaper(content, { title: '产品兼容性佐证（示例）' });
}
