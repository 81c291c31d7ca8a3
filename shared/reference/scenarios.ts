import { z } from 'zod';
import recorded from './digital-scenarios-2024.json' with { type: 'json' };

/**
 * The 16 业务场景 of 数字化经营 in 《中小企业数字化水平评测指标（2024年版）》(工信厅企业〔2024〕56号),
 * which section 三 of 附件1 refers to. How sure each value is stands in data/README.md.
 */
const tableSchema = z.object({
  title: z.string(),
  document_number: z.string(),
  level_names: z.array(z.object({ level: z.number(), name: z.string(), alias: z.string() })).length(4),
  scenarios: z
    .array(
      z.object({
        no: z.number().int(),
        id: z.string(),
        name: z.string(),
        group: z.string(),
        scenario_type: z.enum(['约束性', '指导性']),
        levels: z
          .array(
            z.object({
              level: z.number().int().min(1).max(4),
              name: z.string(),
              judgement: z.string().min(1),
            }),
          )
          .length(4),
      }),
    )
    .length(16),
});
const TABLE = tableSchema.parse(recorded);

export interface ScenarioLevel {
  /** 1 to 4. */
  level: number;
  /** 一级 … 四级, as the notice's example writes it (达二级应用水平). */
  name: string;
  /** 初始级, 规范级, 集成级, 协同级. */
  alias: string;
  /** The 判定 text of the standard, to the letter. */
  judgement: string;
}
export interface Scenario {
  /** 1 to 16, the order of the standard and of the notice's form. */
  number: number;
  id: string;
  /** Official name, without 类: 产品设计. */
  name: string;
  /** 产品生命周期数字化, 生产执行数字化, 供应链数字化, 管理决策数字化. */
  group: string;
  type: '约束性' | '指导性';
  /** 一级 to 四级. */
  levels: readonly ScenarioLevel[];
}

/** 《…评测指标（2024年版）——…判定表》 and its number, for clauses and hints. */
export const SCENARIO_STANDARD: { title: string; documentNumber: string } = {
  title: TABLE.title,
  documentNumber: TABLE.document_number,
};

/** The 16 scenarios in official order. */
export const SCENARIOS: readonly Scenario[] = TABLE.scenarios.map((scenario) => ({
  number: scenario.no,
  id: scenario.id,
  name: scenario.name,
  group: scenario.group,
  type: scenario.scenario_type,
  levels: scenario.levels.map((level) => ({
    ...level,
    alias: TABLE.level_names.find((each) => each.level === level.level)?.alias ?? '',
  })),
}));

/** Official names in official order. */
export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map((scenario) => scenario.name);

const BY_NAME: ReadonlyMap<string, Scenario> = new Map(
  SCENARIOS.map((scenario) => [scenario.name, scenario]),
);

/**
 * The scenario of a name; white space around it and the 类 that 附件3 adds (产品设计类) are taken
 * too. Undefined for a name that is none of the 16.
 */
export function scenarioByName(name: string): Scenario | undefined {
  const trimmed = name.trim();
  return BY_NAME.get(trimmed) ?? BY_NAME.get(trimmed.replace(/类$/, ''));
}

/** 一级 … 四级 for 1 … 4; undefined for any other number. */
export function scenarioLevelName(level: number): string | undefined {
  return TABLE.level_names.find((each) => each.level === level)?.name;
}
