/** Said of a place on whose page no words tell the spot. */
export const WITHOUT_SPOT = '图上没有标出位置：盖在材料写明的地方；原件已盖章的，只核对印迹是否清晰。';

/** “第一份”, “第二份”. @param copies on paper */
export function copyNames(copies: number): string[] {
  return Array.from({ length: copies }, (_, index) => `第${'一二三四五六七八九'[index] ?? index + 1}份`);
}
