import { expect, test } from 'vitest';
import { DISTRICTS, findDistrict, isInChongqing, THRESHOLD_CLAUSE } from './districts.ts';

test('41 recommending bodies: 38 districts with codes and the three of the notice', () => {
  expect(DISTRICTS).toHaveLength(41);
  expect(new Set(DISTRICTS.map((district) => district.name)).size).toBe(41);
  expect(DISTRICTS.filter((district) => /^500\d{3}$/.test(district.code ?? ''))).toHaveLength(38);
  expect(DISTRICTS.slice(-3).map((district) => district.name)).toEqual([
    '两江新区',
    '西部科学城重庆高新区',
    '万盛经开区',
  ]);
});

test('江北区 and 渝北区 still stand, as on the date of the notice', () => {
  expect(findDistrict('江北区')?.code).toBe('500105');
  expect(findDistrict('渝北区')?.code).toBe('500112');
});

test.each([
  ['渝中区', 150],
  ['涪陵区', 150],
  ['两江新区', 150],
  ['西部科学城重庆高新区', 150],
  ['万盛经开区', 150],
  ['万州区', 75],
  ['开州区', 75],
  ['忠县', 75],
  ['黔江区', 75],
  ['武隆区', 75],
  ['彭水苗族土家族自治县', 75],
])('%s asks for %i 万元', (name, wan) => {
  expect(findDistrict(name)?.possibleThresholdsWan).toEqual([wan]);
});

test('垫江县 alone has two regions, each with its threshold', () => {
  expect(findDistrict('垫江县')).toMatchObject({
    possibleRegions: ['渝东北', '主城都市区'],
    possibleThresholdsWan: [75, 150],
  });
  expect(DISTRICTS.filter((district) => district.possibleRegions.length > 1)).toHaveLength(1);
});

test('11 districts in 渝东北, 6 in 渝东南', () => {
  const inRegion = (region: string) => DISTRICTS.filter((district) => district.region === region).length;
  expect([inRegion('渝东北'), inRegion('渝东南'), inRegion('主城都市区')]).toEqual([11, 6, 24]);
  expect(THRESHOLD_CLAUSE).toContain('二（二）');
});

test.each([
  ['石柱县', '石柱土家族自治县'],
  ['石柱', '石柱土家族自治县'],
  ['重庆市璧山区', '璧山区'],
  ['重庆江北', '江北区'],
  [' 渝 中 区 ', '渝中区'],
  ['重庆高新区', '西部科学城重庆高新区'],
  ['重庆市高新区', '西部科学城重庆高新区'],
  ['重庆两江新区', '两江新区'],
  ['万盛经济技术开发区', '万盛经开区'],
])('%s is %s', (name, official) => {
  expect(findDistrict(name)?.name).toBe(official);
});

test.each(['', '重庆市', '忠', '武侯区', '璧山区青杠街道', 'constructor'])('no body is called %j', (name) => {
  expect(findDistrict(name)).toBeUndefined();
});

test('every recommending body lies in Chongqing, with and without 重庆市', () => {
  for (const { name, shortName } of DISTRICTS) {
    expect(isInChongqing(name), name).toBe(true);
    expect(isInChongqing(shortName), shortName).toBe(true);
    expect(isInChongqing(`重庆市${name}`), name).toBe(true);
    expect(isInChongqing(`四川省成都市${name}`), name).toBe(false);
  }
});

test.each([
  '重庆市璧山区',
  '重庆',
  '重 庆 市',
  '中国重庆',
  '中国（重庆）自由贸易试验区',
  'Chongqing, China',
  '渝北区回兴街道宝圣大道',
  '渝北回兴街道',
  '永川',
  '江北',
  '位于璧山区',
  '重庆市江北区北京路1号',
  '渝中区中山四路',
  '重庆市、四川省',
  '成渝地区双城经济圈重庆高新区',
  '401120 重庆市渝北区云杉南路12号',
  '重庆直辖市南岸区',
  '全市（重庆）',
  '重庆路桥公司',
  '重庆东站',
])('%s is in Chongqing', (place) => {
  expect(isInChongqing(place)).toBe(true);
});

test.each([
  '',
  '无',
  '浙江省宁波市江北区',
  '宁波市江北区',
  '宁波江北区',
  '镇江北区工业园',
  '南京江北新区',
  '江北新区',
  '四川省成都市武侯区',
  '成都市重庆路8号',
  '青岛市市北区重庆南路',
  '青岛重庆中路',
  '上海市黄浦区重庆南路',
  '天津市和平区重庆道',
  '重庆南路88号',
  '江苏省丹阳市云阳街道',
  '上海长寿路',
  '长寿路街道',
  '四川成都、重庆',
  '某市渝中区',
  '南岸花园',
])('%s is not', (place) => {
  expect(isInChongqing(place)).toBe(false);
});
