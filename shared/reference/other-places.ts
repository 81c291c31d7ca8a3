/**
 * Names of places outside Chongqing, to tell 宁波市江北区 from 重庆市江北区.
 */

/** The other provinces, autonomous regions, municipalities and special regions (GB/T 2260), short. */
const OTHER_PROVINCES =
  '北京 天津 上海 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 ' +
  '四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾';

/**
 * Cities often written without 省 and 市: provincial capitals, the five cities under separate plan,
 * and those around Chongqing or with much industry.
 */
const OTHER_CITIES =
  '石家庄 太原 呼和浩特 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 南宁 海口 成都 贵阳 昆明 ' +
  '拉萨 西安 兰州 西宁 银川 乌鲁木齐 大连 青岛 宁波 厦门 深圳 苏州 无锡 常州 南通 徐州 扬州 镇江 泰州 盐城 温州 嘉兴 ' +
  '绍兴 金华 台州 湖州 芜湖 泉州 漳州 赣州 九江 烟台 潍坊 临沂 洛阳 宜昌 襄阳 十堰 恩施 株洲 湘潭 岳阳 张家界 东莞 佛山 ' +
  '珠海 中山 惠州 柳州 桂林 绵阳 德阳 宜宾 泸州 南充 达州 遂宁 内江 自贡 乐山 广安 眉山 资阳 广元 巴中 雅安 攀枝花 遵义 ' +
  '毕节 铜仁 六盘水 曲靖 宝鸡 汉中 安康 唐山 保定 包头';

const OTHER_NAMES: readonly string[] = `${OTHER_PROVINCES} ${OTHER_CITIES}`.split(' ');

/** Any other city by its 市; 城市, 全市, 市级 and the like name no place. 地区 is left out: 成渝地区, 西部地区. */
const OTHER_BY_ENDING = /(?<![直辖城超门都本我全各])市(?![场辖级中区内])|自治[区州]/;

/** True where a text names another province, autonomous region, special region or city of China. */
export function namesOtherPlace(text: string): boolean {
  return OTHER_NAMES.some((name) => text.includes(name)) || OTHER_BY_ENDING.test(text);
}
