import { z } from 'zod';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, formatNumber, shortLabel } from '../wording.ts';

/** R27: a section that must show pictures has at least `minimum` that can be opened. */
export const figuresAtLeast = ruleKind(
  z.strictObject({ field: z.string(), minimum: z.number().int().positive() }),
  (context, { field, minimum }) => {
    const shown = context
      .figures()
      .filter(
        (figure) =>
          figure.field === field && context.factsOf(figure.figure.attrs.file)?.problem === undefined,
      );
    if (shown.length >= minimum) return [];
    return [
      {
        key: field,
        field,
        message: `“${shortLabel(context.label(field))}”有 ${shown.length} 张能打开的图片，至少需要 ${minimum} 张。`,
        remedy: '请插入场景的实际图片：系统截图、架构图、流程图或现场照片。',
      },
    ];
  },
);

/** R27 as a warning: a picture without caption, or too coarse at its printed size. */
export const figureQuality = ruleKind(
  z.strictObject({ leastDpi: z.number().positive(), boxWidthMm: z.number(), boxHeightMm: z.number() }),
  (context, { leastDpi, boxWidthMm, boxHeightMm }) =>
    context.figures().flatMap(({ section, field, index, figure }) => {
      const { caption, file } = figure.attrs;
      const name = `第 ${index + 1} 张图片${caption.trim() === '' ? '' : `“${excerpt(caption)}”`}`;
      const remark = (key: string, message: string, remedy: string) => ({
        key: `${key}:${field}:${index}`,
        section,
        field,
        message,
        remedy,
      });
      const pixels = context.factsOf(file)?.pixels;
      const dpi =
        pixels === undefined
          ? undefined
          : Math.max(pixels.width / (boxWidthMm / 25.4), pixels.height / (boxHeightMm / 25.4));
      return [
        ...(caption.trim() === '' ? [remark('caption', `${name}没有图题。`, '请写明图中是什么。')] : []),
        ...(dpi !== undefined && dpi < leastDpi
          ? [
              remark(
                'dpi',
                `${name}按版心打印约 ${formatNumber(dpi, 0)} dpi，低于 ${leastDpi} dpi，可能模糊。`,
                '请换用原图，或截取更大的画面。',
              ),
            ]
          : []),
      ];
    }),
);
