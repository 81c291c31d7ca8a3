import type { Rule } from '../../form/definition.ts';

export const BENCHMARK_RULES: Rule[] = [];
