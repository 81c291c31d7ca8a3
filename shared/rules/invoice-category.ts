import type { Invoice } from '../form/draft.ts';

export type InvoiceCategory = NonNullable<Invoice['category']>;

/**
 * Words of 发票内容 that speak for a kind of spending, the surest first: “数据采集软件” is software,
 * “云服务器租用” a cloud service, “网络采集网关” a device. 云 alone is no sign: 云南 and 云阳 are places.
 */
const SIGNS: readonly [InvoiceCategory, RegExp][] = [
  [
    '云服务',
    /云服务|云主机|云平台|云存储|云计算|云资源|云数据库|云桌面|公有云|私有云|混合云|上云|服务器租|主机租|SaaS/i,
  ],
  ['软件购置', /软件|\b(?:MES|ERP|PLM|PDM|WMS|CRM|SRM|APS|OA|EAM|QMS|CAD|CAE|CAM)\b/i],
  ['数据采集传输设备', /网关|路由|传感|采集|数采|RFID|扫码|条码枪|读码|变送器/i],
  ['网络建设', /网络|宽带|专线|交换机|光纤|布线|防火墙|无线接入|Wi-?Fi|5G/i],
];

/**
 * The 类别 that an invoice's content speaks for, to be confirmed or changed by the applicant; undefined
 * where no word does. Never `其他`: that is for a person to say.
 *
 * @param content 发票内容, also with the tax platform's short name of the class: `*软件*ERP系统`
 */
export function proposeCategory(content: string): InvoiceCategory | undefined {
  const text = content.slice(0, 2000).normalize('NFKC');
  const name = text.replace(/\*[^*]{1,30}\*/g, ' ');
  const spoken = (words: string) => SIGNS.find(([, sign]) => sign.test(words))?.[0];
  // What the seller calls it tells more than the class of the tax code.
  return spoken(name) ?? spoken(text);
}
