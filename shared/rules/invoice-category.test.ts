import { expect, test } from 'vitest';
import { PURCHASES } from '../../build/examples/benchmark/ledger.ts';
import { proposeCategory } from './invoice-category.ts';

test.each([
  ['*软件*ERP系统', '软件购置'],
  ['*信息技术服务*MES系统实施费', '软件购置'],
  ['*软件*数据采集软件', '软件购置'],
  ['*信息系统增值服务*云服务器租用费', '云服务'],
  ['服务器租用', '云服务'],
  ['*电信服务*宽带使用费', '网络建设'],
  ['*计算机网络设备*工业交换机', '网络建设'],
  ['互联网专线', '网络建设'],
  ['*通信设备*边缘采集网关', '数据采集传输设备'],
  ['*计算机网络设备*工业路由器', '数据采集传输设备'],
  ['*仪器仪表*温度传感器', '数据采集传输设备'],
  ['*软件*授权使用费', '软件购置'],
  ['ｅｒｐ 服务', '软件购置'],
])('%s is %s', (content, category) => {
  expect(proposeCategory(content)).toBe(category);
});

test.each([
  '',
  '*餐饮服务*餐费',
  '*办公家具*云南白药',
  '云阳县运输服务',
  '*办公用品*纸',
  'a'.repeat(100_000),
])('%s says nothing', (content) => {
  expect(proposeCategory(content)).toBeUndefined();
});

test('of the example’s purchases most are proposed as a person sorted them', () => {
  const proposed = PURCHASES.map(({ content, category }) => [proposeCategory(content), category]);
  const right = proposed.filter(([proposal, category]) => proposal === category).length;
  expect(right / proposed.length).toBeGreaterThan(0.7);
});
