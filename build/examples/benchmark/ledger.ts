import type { Invoice } from '../../../shared/form/draft.ts';
import { BENCHMARK_APPLICANT } from '../applicants.ts';

/** One line of the ledger as bought; amounts are derived from the tax-inclusive total. */
export interface Purchase {
  issuedOn: string;
  content: string;
  category: NonNullable<Invoice['category']>;
  /** Percent. */
  taxRate: 13 | 6;
  /** 价税合计, whole 元. */
  total: number;
  seller: string;
  model?: string;
}

const NETWORK = '重庆示例网络工程有限公司';
const SOFTWARE = '重庆示例智造软件有限公司';
const CLOUD = '重庆示例云服务有限公司';
const SENSING = '重庆示例传感技术有限公司';
const INTEGRATION = '重庆示例系统集成有限公司';

const bought = (
  issuedOn: string,
  content: string,
  category: Purchase['category'],
  taxRate: Purchase['taxRate'],
  total: number,
  seller: string,
  model?: string,
): Purchase => ({
  issuedOn,
  content,
  category,
  taxRate,
  total,
  seller,
  ...(model === undefined ? {} : { model }),
});

/**
 * 2024 adds up to 241.89 万元 and 2025 to 95.45 万元: the figures that
 * the indicators and the narrative state.
 */
export const PURCHASES: Purchase[] = [
  bought('2024-01-18', '*计算机网络设备*工业环网交换机', '网络建设', 13, 86_400, NETWORK, 'SL-IE3000'),
  bought('2024-01-30', '*信息系统服务*车间网络集成服务', '网络建设', 6, 63_600, NETWORK),
  bought('2024-02-27', '*计算机网络设备*工业无线接入点及控制器', '网络建设', 13, 48_540, NETWORK, 'SL-AP62'),
  bought('2024-03-12', '*计算机网络设备*工业防火墙', '网络建设', 13, 56_500, NETWORK, 'SL-FW500'),
  bought('2024-03-26', '*软件*PLM产品数据管理软件', '软件购置', 13, 226_000, SOFTWARE, 'V6.0'),
  bought('2024-04-15', '*信息技术服务*PLM系统实施费', '软件购置', 6, 95_400, SOFTWARE),
  bought('2024-04-28', '*信息系统增值服务*云服务器租用费', '云服务', 6, 38_160, CLOUD),
  bought('2024-05-16', '*软件*MES制造执行系统软件', '软件购置', 13, 339_000, SOFTWARE, 'V5.0'),
  bought('2024-05-30', '*通信设备*边缘采集网关', '数据采集传输设备', 13, 135_600, SENSING, 'SL-EG210'),
  bought('2024-06-18', '*信息技术服务*MES系统实施费（首期）', '软件购置', 6, 127_200, SOFTWARE),
  bought('2024-06-28', '*计算机外部设备*工位数据采集终端', '数据采集传输设备', 13, 67_800, SENSING, 'SL-T10'),
  bought('2024-07-15', '*通信设备*机床联网数据采集模块', '数据采集传输设备', 13, 90_400, SENSING, 'SL-CM8'),
  bought('2024-07-29', '*软件*WMS仓储管理软件', '软件购置', 13, 146_900, SOFTWARE, 'V3.2'),
  bought('2024-08-14', '*信息技术服务*WMS系统实施费', '软件购置', 6, 74_200, SOFTWARE),
  bought(
    '2024-08-27',
    '*射频识别设备*RFID读写器及电子标签',
    '数据采集传输设备',
    13,
    58_800,
    SENSING,
    'SL-RF4',
  ),
  bought('2024-09-10', '*信息技术服务*MES系统实施费（二期）', '软件购置', 6, 127_200, SOFTWARE),
  bought('2024-09-25', '*软件*QMS质量追溯软件', '软件购置', 13, 180_800, SOFTWARE, 'V2.1'),
  bought('2024-10-17', '*信息技术服务*QMS系统实施费', '软件购置', 6, 84_800, SOFTWARE),
  bought('2024-10-30', '*仪器仪表*在线测量数据采集仪', '数据采集传输设备', 13, 53_700, SENSING, 'SL-DM6'),
  bought('2024-11-12', '*仪器仪表*在线测量数据采集仪', '数据采集传输设备', 13, 53_700, SENSING, 'SL-DM6'),
  bought('2024-11-27', '*软件*ERP财务供应链模块升级', '软件购置', 13, 158_200, SOFTWARE, 'V9.0'),
  bought('2024-12-19', '*信息技术服务*系统集成接口开发费', '软件购置', 6, 106_000, INTEGRATION),
  bought('2025-01-15', '*信息系统增值服务*工业云平台服务费', '云服务', 6, 76_320, CLOUD),
  bought('2025-02-25', '*软件*设备管理及OEE分析软件', '软件购置', 13, 169_500, SOFTWARE, 'V2.0'),
  bought('2025-03-20', '*仪器仪表*智能电表及能耗采集网关', '数据采集传输设备', 13, 82_480, SENSING, 'SL-PM3'),
  bought('2025-04-16', '*信息技术服务*设备联网实施费', '软件购置', 6, 90_100, INTEGRATION),
  bought('2025-05-22', '*软件*高级计划排程软件', '软件购置', 13, 203_400, SOFTWARE, 'V1.8'),
  bought('2025-06-26', '*信息技术服务*计划排程实施费', '软件购置', 6, 95_400, SOFTWARE),
  bought('2025-08-13', '*软件*售后远程运维软件', '软件购置', 13, 135_600, SOFTWARE, 'V1.2'),
  bought('2025-09-18', '*通信设备*远程运维数据终端', '数据采集传输设备', 13, 101_700, SENSING, 'SL-RT5'),
];

/** 金额 and 税额 of a purchase, 元 to the cent; both add up to the total. */
export function amountAndTax(purchase: Purchase): { amount: number; tax: number } {
  const cents = Math.round(purchase.total * 100);
  const amountCents = Math.round(cents / (1 + purchase.taxRate / 100));
  return { amount: amountCents / 100, tax: (cents - amountCents) / 100 };
}

/** 数电发票号码: two digits of the year, 50 for Chongqing, channel 2, then 15 digits. */
export function invoiceNumber(purchase: Purchase, index: number): string {
  const serial = String(18_000_000 + index * 7_361_459 + Number(purchase.issuedOn.slice(5, 7)) * 91_237);
  return `${purchase.issuedOn.slice(2, 4)}502${serial.padStart(15, '0')}`;
}

export const LEDGER_INVOICES: Invoice[] = PURCHASES.map((purchase, index) => ({
  content: purchase.content,
  number: invoiceNumber(purchase, index),
  amount: amountAndTax(purchase).amount,
  total: purchase.total,
  issuedOn: purchase.issuedOn,
  category: purchase.category,
  seller: purchase.seller,
  buyerName: BENCHMARK_APPLICANT.name,
  buyerCreditCode: BENCHMARK_APPLICANT.creditCode,
  status: '正常',
  cityFunded: false,
}));
