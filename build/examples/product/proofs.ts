import type { Content } from 'pdfmake/interfaces.js';
import { PRODUCT_APPLICANT } from '../applicants.ts';
import { toPng } from '../drawing/svg.ts';
import type { Certificate } from '../paper/certificate.ts';
import { body, head, line, longDate, makePaper, money, pictureContent, right, ruledTable, sealed, signature, title } from '../paper/paper.ts';
import { PRODUCT_FIGURES, PRODUCT_NAME } from './answers.ts';
import { architecture, rollout } from './figures.ts';
import { board, mobile } from './screens.ts';
import { HONOUR_NAMES, STANDARD_NAMES } from './texts.ts';

const NAME = PRODUCT_APPLICANT.name;
const gap = (height: number): Content => ({ text: '', margin: [0, height, 0, 0] });

/** 2024年度经营数据: special audit of revenue and research, staff and local service. */
export async function operatingData(): Promise<Buffer> {
  const firm = '重庆示例会计师事务所';
  const local = PRODUCT_FIGURES.revenueChongqing;
  const content: Content[] = [
    title('2024年度营业收入与研发投入专项审计报告'),
    right('渝示会专字〔2025〕第0058号'),
    line(`${NAME}：`),
    body('我们接受委托，对贵公司2024年度营业收入、研发投入情况进行了专项审计，结果如下。'),
    head('一、营业收入（元）'),
    ruledTable(
      [
        ['项目', '全部', '其中：重庆地区', '占比'],
        ['订阅服务收入', '19,055,100.00', '12,984,000.00', '68.14%'],
        ['实施服务收入', '9,128,400.00', '6,302,500.00', '69.04%'],
        ['采集设备及其他', '4,501,000.00', '2,889,500.00', '64.20%'],
        ['合计', money(PRODUCT_FIGURES.revenueTotal * 10_000), money(local * 10_000), '67.85%'],
      ],
      { widths: ['*', 110, 110, 60], numbers: [1, 2, 3], strong: [4] },
    ),
    head('二、研发投入（元）'),
    ruledTable(
      [
        ['费用项目', '2024年度'],
        ['人员人工费用', '5,216,000.00'],
        ['直接投入费用', '612,500.00'],
        ['折旧与摊销', '438,700.00'],
        ['委托外部研发', '396,000.00'],
        ['其他费用', '228,800.00'],
        ['合计', '6,892,000.00'],
      ],
      { widths: ['*', 150], numbers: [1], strong: [6] },
    ),
    gap(24),
    await sealed(firm, { dx: 40, dy: -30 }, {
      columns: [
        { text: `${firm}\n（普通合伙）（盖章）`, lineHeight: 1.5 },
        { stack: [{ text: ['中国注册会计师：', signature('周示华')] }, { text: ['中国注册会计师：', signature('吴示范')] }, line('2025年3月18日')] },
      ],
    }),
    title('从业人员与本地服务人员情况证明', { pageBreak: 'before' }),
    body(`截至2024年12月31日，${NAME}在册从业人员${PRODUCT_FIGURES.staffTotal}人，按岗位和工作地分布如下。`),
    ruledTable(
      [
        ['岗位', '重庆地区（人）', '其他地区（人）', '合计（人）'],
        ['研发人员', '38', '0', '38'],
        ['技术服务人员', '21', '9', '30'],
        ['营销与运营', '8', '5', '13'],
        ['管理与财务', '5', '0', '5'],
        ['合计', '72', '14', '86'],
      ],
      { widths: ['*', 100, 100, 100], numbers: [1, 2, 3], strong: [5] },
    ),
    body('重庆地区技术服务人员21人分驻渝北、璧山、江津、永川4个服务点，均与本公司签订劳动合同并缴纳社会保险。'),
    gap(40),
    await sealed(NAME, { dx: 345, dy: -36 }, right(NAME), right('2025年9月28日')),
  ];
  return makePaper(content, { title: '2024年度经营数据佐证（示例）' });
}

const PATENTS: [string, string, string][] = [
  ['一种工业设备通信协议自适应解析方法及系统', 'ZL 2019 1 0SL01.2', '2021-08-17'],
  ['一种边缘采集数据断网续传与时序对齐方法', 'ZL 2020 1 0SL02.6', '2022-11-08'],
  ['一种基于齐套约束的离散制造轻量排程方法', 'ZL 2021 1 0SL03.9', '2023-12-05'],
];
const SOFTWARE: [string, string][] = [
  ['云工生产管控软件 V3.0', '2024-01-16'],
  ['云工计划排程软件 V3.0', '2024-01-16'],
  ['云工质量管理软件 V3.0', '2024-02-20'],
  ['云工设备管理软件 V3.0', '2024-02-20'],
  ['云工仓储物流软件 V3.0', '2024-03-12'],
  ['云工计件工资软件 V2.0', '2022-06-14'],
  ['云工边缘采集软件 V2.5', '2023-04-18'],
  ['云工低代码表单软件 V1.5', '2023-07-25'],
  ['云工报表设计软件 V1.2', '2023-09-19'],
  ['云工开放接口平台 V2.0', '2023-11-07'],
  ['云工移动端软件 V3.0', '2024-03-26'],
  ['云工租户运维软件 V1.8', '2022-10-11'],
];

/** A list of all rights, then each patent's and each copyright's certificate, shortened. */
export async function patentProof(): Promise<Buffer> {
  const content: Content[] = [
    title('产品自主知识产权清单'),
    line(`权利人：${NAME}`),
    ruledTable(
      [
        ['序号', '类别', '名称', '专利号或登记号', '授权或登记日期'],
        ...PATENTS.map(([name, number, date], index) => [String(index + 1), '发明专利', name, number, date]),
        ...SOFTWARE.map(([name, date], index) => [String(index + 4), '软件著作权', name, registration(date, index), date]),
      ],
      { widths: [30, 62, '*', 104, 72], size: 9 },
    ),
    body('以上I类知识产权3项（均为发明专利），II类知识产权12项（均为软件著作权），权利人均为申报单位，均处于有效状态。号码为示例，不对应任何真实权利。'),
  ];
  const certificate = async (name: string, kind: string, number: string, date: string): Promise<Content> => ({
    pageBreak: 'before',
    stack: [
      title(kind, { size: 26 }),
      gap(30),
      line(`名        称：${name}`),
      line(`权  利  人：${NAME}`),
      line(`号        码：${number}`),
      line(`日        期：${longDate(date)}`),
      gap(20),
      body('经审查，符合有关法律规定，予以授权（登记），特发此证。本页为程序示例，不具有任何效力。'),
      gap(120),
      await sealed('示例登记机构', { dx: 330, dy: -40 }, right('示例登记机构'), right(longDate(date))),
    ],
  });
  for (const [name, number, date] of PATENTS) content.push(await certificate(name, '发明专利证书', number, date));
  for (const [index, [name, date]] of SOFTWARE.entries()) {
    content.push(await certificate(name, '计算机软件著作权登记证书', registration(date, index), date));
  }
  return makePaper(content, { title: '自主专利技术证明（示例）', size: 13 });
}

const registration = (date: string, index: number): string => `${date.slice(0, 4)}SR0SL${String(index + 101)}`;

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
    await sealed(laboratory, { dx: 345, dy: -36, purpose: '检测专用章' }, right(laboratory), right('2025年4月17日')),
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
    await sealed('重庆示例软件检测中心', { dx: 345, dy: -36, purpose: '检测专用章' }, right('重庆示例软件检测中心'), right('2025年5月9日')),
    title('二次开发接口说明（摘要）', { pageBreak: 'before' }),
    body('产品提供142个开放接口，采用HTTPS和JSON，令牌有效期2小时，支持回调推送；低代码表单和报表设计器可在页面完成扩展，无需修改产品源代码。'),
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

/** 让利承诺: the promises of 推广举措, word for word in substance. */
export async function concession(): Promise<Buffer> {
  const content: Content[] = [
    title('产品推广价格让利承诺书', { size: 22 }),
    gap(16),
    body(`如我单位申报的“${PRODUCT_NAME}”入选“小快轻准”数字化产品和解决方案，自公布之日起两年内，面向重庆市中小企业承诺如下：`),
    body('一、小微企业首年订阅费七折，其他中小企业首年订阅费八折，三年签约再按八折计费，不收取接口授权费。'),
    body('二、基础版（生产管控应用包、5个账号）免费开放200家，免费期12个月。'),
    body('三、渝东北、渝东南地区企业免收现场实施差旅费，每年提供不少于50家采集盒免费借用名额。'),
    body('四、系统升级免费，每季度上门或远程巡检1次，7×24小时热线15分钟响应。'),
    body('五、价格和优惠政策公开透明，不设置隐性收费；未兑现承诺的，接受主管部门取消入选资格的处理。'),
    body('特此承诺。'),
    gap(60),
    { text: ['单位负责人（签字）：', signature('李示新')], alignment: 'right' },
    gap(20),
    await sealed(NAME, { dx: 330, dy: -40 }, right(`承诺单位（盖章）：${NAME}`), right('2025年10月12日')),
  ];
  return makePaper(content, { title: '产品推广价格让利承诺书（示例）', size: 14 });
}

/** Cover and foreword of each standard. */
export async function standardsProof(): Promise<Buffer> {
  const content = STANDARD_NAMES.flatMap((name, index): Content[] => [
    {
      stack: [
        { text: '团  体  标  准', bold: true, fontSize: 26, alignment: 'center', margin: [0, 40, 0, 60] },
        right(name.slice(0, name.indexOf('《'))),
        title(name.slice(name.indexOf('《') + 1, -1), { size: 22 }),
        gap(200),
        { text: `${index === 0 ? '2024-06-18 发布    2024-07-01 实施' : '2025-03-20 发布    2025-04-01 实施'}`, alignment: 'center' },
        { text: '重庆示例中小企业数字化促进会  发布', alignment: 'center', margin: [0, 12, 0, 0] },
      ],
      ...(index === 0 ? {} : { pageBreak: 'before' as const }),
    },
    title('前    言', { pageBreak: 'before' }),
    body('本文件按照GB/T 1.1—2020《标准化工作导则  第1部分：标准化文件的结构和起草规则》的规定起草。'),
    body('本文件由重庆示例中小企业数字化促进会提出并归口。'),
    body(`本文件起草单位：${NAME}、重庆示例工业互联网研究院、重庆示例精密压铸有限公司。`),
    body('本文件主要起草人：李示新、龚䶮、赵示标。'),
  ]);
  return makePaper(content, { title: '标准制定佐证（示例）', size: 14 });
}

/** 产品功能说明书, shortened. */
export async function manual(): Promise<Buffer> {
  const content: Content[] = [
    title(`${PRODUCT_NAME}功能说明书`, { size: 16 }),
    line(`编制单位：${NAME}        版本：2025年9月`),
    head('一、总体架构'),
    pictureContent(await toPng(architecture()), 400),
    head('二、实施流程'),
    pictureContent(await toPng(rollout()), 400),
    { stack: [head('三、生产看板'), pictureContent(await toPng(board()), 430), body('看板汇总工单进度、设备运行、每小时产量和停机原因，数据每5秒刷新。')], unbreakable: true },
    { stack: [head('四、移动端'), pictureContent(await toPng(mobile()), 430), body('工人扫工单二维码报工，机修扫设备码点检，任何人扫产品码查看批次档案。')], unbreakable: true },
  ];
  return makePaper(content, { title: '产品功能说明书（示例）' });
}

/** Certificates in the order of `HONOUR_NAMES`. */
export const PRODUCT_CERTIFICATES: Certificate[] = [
  { title: '高新技术企业证书', number: 'SL202351100417', words: ['经认定，你单位为高新技术企业，有效期三年。', '特发此证（示例证书，不具有效力）。'], issuer: '重庆示例高企认定机构', issuedOn: '2023-10-16', validUntil: '2026-10-15' },
  { title: '专精特新中小企业证书', number: 'SL-ZJTX-2024-0231', words: ['经审核公示，认定你单位为重庆市', '专精特新中小企业。', '特发此证（示例证书，不具有效力）。'], issuer: '重庆示例认定机构', issuedOn: '2024-07-05', validUntil: '2027-07-04' },
  { title: '软件能力成熟度评估证书', number: 'SL-CMMI3-2024-0079', words: ['经评估，你单位软件开发与服务过程', '达到CMMI成熟度3级。', '特发此证（示例证书，不具有效力）。'], issuer: '示例评估机构', issuedOn: '2024-05-22', validUntil: '2027-05-21' },
  { title: '信息安全管理体系认证证书', number: 'SL-ISMS-2024-0315', words: ['你单位信息安全管理体系符合', 'ISO/IEC 27001:2022标准要求。', '范围：工业软件的开发、运维和技术服务。', '特发此证（示例证书，不具有效力）。'], issuer: '示例认证有限公司', issuedOn: '2024-09-10', validUntil: '2027-09-09' },
].map((each) => ({ ...each, holder: `${NAME}：` }));

if (PRODUCT_CERTIFICATES.length !== HONOUR_NAMES.length) throw new Error('each honour needs its certificate');
