import { expect, test } from 'vitest';
import {
  SCENARIO_NAMES,
  SCENARIO_STANDARD,
  SCENARIOS,
  scenarioByName,
  scenarioLevelName,
} from './scenarios.ts';

test('16 scenarios in the order of the form', () => {
  expect(SCENARIO_NAMES.join(' ')).toBe(
    '产品设计 工艺设计 营销管理 售后服务 计划排程 生产管控 质量管理 设备管理 安全生产 能耗管理 采购管理 仓储物流 财务管理 人力资源 协同办公 决策支持',
  );
  expect(SCENARIOS.map((scenario) => scenario.number)).toEqual(
    Array.from({ length: 16 }, (_, index) => index + 1),
  );
  expect(SCENARIO_STANDARD.documentNumber).toBe('工信厅企业〔2024〕56号');
});

test('64 different judgement texts, 一级 to 四级 in each scenario', () => {
  const judgements = SCENARIOS.flatMap((scenario) => scenario.levels.map((level) => level.judgement));
  expect(new Set(judgements).size).toBe(64);
  for (const scenario of SCENARIOS) {
    expect(scenario.levels.map((level) => `${level.level}${level.name}${level.alias}`)).toEqual([
      '1一级初始级',
      '2二级规范级',
      '3三级集成级',
      '4四级协同级',
    ]);
  }
});

test('the judgement the notice quotes is that of 产品设计 二级', () => {
  expect(scenarioByName('产品设计')?.levels[1]?.judgement).toMatch(
    /^应用信息化系统开展产品设计，实现产品设计过程或版本的数字化/,
  );
});

test('groups and types', () => {
  expect(scenarioByName('采购管理')).toMatchObject({ group: '供应链数字化', type: '约束性' });
  expect(scenarioByName('计划排程')).toMatchObject({ group: '生产执行数字化', type: '指导性' });
  expect(SCENARIOS.filter((scenario) => scenario.type === '约束性')).toHaveLength(10);
});

test('found by name with or without 类, and by nothing else', () => {
  expect(scenarioByName(' 仓储物流类 ')?.id).toBe('warehouse-logistics');
  expect(scenarioByName('仓储')).toBeUndefined();
  expect(scenarioByName('类')).toBeUndefined();
  expect(scenarioByName('')).toBeUndefined();
});

test('level names', () => {
  expect([0, 1, 2, 3, 4, 5].map(scenarioLevelName)).toEqual([
    undefined,
    '一级',
    '二级',
    '三级',
    '四级',
    undefined,
  ]);
});
