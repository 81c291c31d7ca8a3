import type { Rule } from '../../form/definition.ts';

export const PRODUCT_RULES: Rule[] = [];
