/**
 * The two fictional applicants. The credit codes carry the word EXAMPLE in the place of the
 * organisation code: their check characters are right, yet no register can have issued them.
 */

const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11714: check character of an organisation code's first eight characters. */
function organisationCheck(body: string): string {
  const value = (character: string): number => Number.parseInt(character, 36);
  const sum = [...body].reduce(
    (total, each, index) => total + value(each) * (ORGANISATION_WEIGHTS[index] ?? 0),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** GB 32100—2015: a whole credit code of an enterprise from its district code and organisation body. */
export function exampleCreditCode(district: string, organisationBody: string): string {
  const first = `91${district}${organisationBody}${organisationCheck(organisationBody)}`;
  let weight = 1;
  let sum = 0;
  for (const character of first) {
    sum += CODE_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return first + CODE_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

export interface Applicant {
  name: string;
  creditCode: string;
  establishedOn: string;
  address: string;
  district: string;
  contactName: string;
  contactPhone: string;
  legalPerson: string;
  capital: string;
  scope: string;
}

export const APPLICATION_DATE = '2025-10-15';

export const BENCHMARK_APPLICANT: Applicant = {
  name: '重庆示例食品机械有限公司',
  creditCode: exampleCreditCode('500120', 'EXAMPLE1'),
  establishedOn: '2011-05-18',
  address: '重庆市璧山区璧泉街道示例大道88号',
  district: '璧山区',
  contactName: '张㛃',
  contactPhone: '13800138000',
  legalPerson: '陈示范',
  capital: '叁仟万元整',
  scope:
    '一般项目：食品、酒、饮料及茶生产专用设备制造；农副食品加工专用设备制造；农副食品加工专用设备销售；机械零件、零部件加工；工业自动控制系统装置制造；软件开发；技术服务、技术开发、技术咨询、技术转让；货物进出口。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）',
};

export const PRODUCT_APPLICANT: Applicant = {
  name: '重庆示例云工科技有限公司',
  creditCode: exampleCreditCode('500112', 'EXAMPLE2'),
  establishedOn: '2016-08-22',
  address: '重庆市渝北区仙桃街道示例路16号2幢5层',
  district: '渝北区',
  contactName: '龚䶮',
  contactPhone: '13900139000',
  legalPerson: '李示新',
  capital: '壹仟万元整',
  scope:
    '一般项目：软件开发；工业互联网数据服务；信息系统集成服务；信息技术咨询服务；数据处理和存储支持服务；人工智能应用软件开发；物联网技术服务；工业自动控制系统装置销售；技术服务、技术开发、技术咨询、技术转让、技术推广。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）',
};
