import { z } from 'zod';
import type { EvidenceFile } from '../../form/draft.ts';
import type { EvidenceProblem, FileFacts } from '../../form/evidence-facts.ts';
import { describeProblem } from '../../form/evidence-problem.ts';
import type { RuleContext } from '../context.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, formatNumber, formatRows } from '../wording.ts';

const megabytes = (bytes: number) => `${formatNumber(bytes / 1e6, 1)} MB`;

/** What to do about a file that cannot go into the book. */
function remedyFor(problem: EvidenceProblem): string {
  switch (problem.code) {
    case 'missing':
      return '请重新上传；原文件可能已移动或删除。';
    case 'empty':
      return '请重新复制或扫描后上传。';
    case 'encrypted':
      return '请去掉密码另存后重新上传。';
    case 'damaged':
    case 'noPages':
      return '请核对文件，重新导出或扫描后上传。';
    case 'unsupported':
      return problem.remedy;
    case 'tooLarge':
      return '请拆分或压缩后上传。';
    case 'changed':
      return '请确认哪一份正确，重新上传。';
  }
}

function describe(problem: EvidenceProblem): string {
  return describeProblem(
    problem.code === 'damaged' ? { ...problem, detail: excerpt(problem.detail, 80) } : problem,
  );
}

/** The problem of a file, also where it has not been read or nothing on it can be seen. */
function problemOf(facts: FileFacts | undefined): { message: string; remedy: string } | undefined {
  if (facts === undefined) return { message: '还没有读取', remedy: '请重新打开草稿后再检查。' };
  if (facts.problem !== undefined)
    return { message: describe(facts.problem), remedy: remedyFor(facts.problem) };
  if (facts.pages.length > 0 && facts.pages.every((page) => page.blank))
    return { message: '全部是空白页', remedy: '请核对后重新扫描上传。' };
  return undefined;
}

/** R37: every evidence file and every picture opens and shows something: never a silent gap in the book. */
export const filesReadable = ruleKind(z.strictObject({}), (context) => [
  ...context.files().flatMap(({ slot, file, name }): Remark[] => {
    const problem = problemOf(context.factsOf(file.path));
    if (problem === undefined) return [];
    return [
      {
        key: `${slot.id}:${file.path}`,
        evidence: slot.id,
        message: `文件“${excerpt(name, 60)}”${problem.message.replace(/^文件/u, '')}。`,
        remedy: problem.remedy,
      },
    ];
  }),
  ...context.figures().flatMap(({ section, field, index, figure }): Remark[] => {
    const problem = problemOf(context.factsOf(figure.attrs.file));
    if (problem === undefined) return [];
    return [
      {
        key: `figure:${field}:${index}:${figure.attrs.file}`,
        section,
        field,
        message: `插图“${excerpt(figure.attrs.caption || figure.attrs.file, 60)}”的图片${problem.message}。`,
        remedy: problem.remedy,
      },
    ];
  }),
]);

/** A remark on those pages of each file that fit, one a file. */
function onPages(
  context: RuleContext,
  key: string,
  fits: (page: FileFacts['pages'][number], file: EvidenceFile) => boolean,
  say: (pages: string) => { message: string; remedy: string },
): Remark[] {
  return context.files().flatMap(({ slot, file, name }): Remark[] => {
    const facts = context.factsOf(file.path);
    if (facts === undefined || problemOf(facts) !== undefined) return [];
    const numbers = facts.pages.flatMap((page, index) => (fits(page, file) ? [index + 1] : []));
    if (numbers.length === 0) return [];
    const { message, remedy } = say(formatRows(numbers, '页'));
    return [
      {
        key: `${key}:${slot.id}:${file.path}`,
        evidence: slot.id,
        message: `文件“${excerpt(name, 60)}”${message}`,
        remedy,
      },
    ];
  });
}

/** R37 as warnings: pages that print badly. */
export const pageQuality = ruleKind(
  z.strictObject({
    leastDpi: z.number().positive(),
    largestWidthMm: z.number(),
    largestHeightMm: z.number(),
  }),
  (context, { leastDpi, largestWidthMm, largestHeightMm }) => [
    ...onPages(
      context,
      'dpi',
      ({ dpi, blank }) => dpi !== undefined && dpi < leastDpi && !blank,
      (pages) => ({
        message: `${pages}的清晰度低于 ${leastDpi} dpi，打印可能模糊。`,
        remedy: '请以 300 dpi 重新扫描，或用原图。',
      }),
    ),
    ...onPages(
      context,
      'blank',
      ({ blank }) => blank,
      (pages) => ({ message: `${pages}是空白页。`, remedy: '请确认没有漏扫；多余的空白页请删去。' }),
    ),
    ...onPages(
      context,
      'landscape',
      ({ turned }, { rotate }) => turned === true && (rotate ?? 0) === 0,
      (pages) => ({
        message: `${pages}是横向，成册时转为纵向放置。`,
        remedy: '请预览方向；需要时可手动旋转。',
      }),
    ),
    ...onPages(
      context,
      'large',
      ({ widthMm, heightMm }) =>
        Math.min(widthMm, heightMm) > largestWidthMm || Math.max(widthMm, heightMm) > largestHeightMm,
      (pages) => ({ message: `${pages}大于 A4，成册时缩小。`, remedy: '请预览，确认缩小后字迹清楚。' }),
    ),
  ],
);

/** R39 as a warning: comments inside an evidence file, which everyone who opens it will see. */
export const fileComments = ruleKind(z.strictObject({}), (context) =>
  context.files().flatMap(({ slot, file, name }): Remark[] => {
    if (context.factsOf(file.path)?.remarks.includes('hasComments') !== true) return [];
    return [
      {
        key: `comments:${slot.id}:${file.path}`,
        evidence: slot.id,
        message: `文件“${excerpt(name, 60)}”带有批注或修订。`,
        remedy: '请删去批注、接受修订后另存，再上传。',
      },
    ];
  }),
);

/** R43: the package is too large for one mail. Evidence goes in twice: as given, and bound. */
export const mailSize = ruleKind(
  z.strictObject({ limitMegabytes: z.number().positive() }),
  (context, { limitMegabytes }) => {
    const paths = new Set([
      ...context.files().map(({ file }) => file.path),
      ...context.figures().map(({ figure }) => figure.attrs.file),
    ]);
    const bytes = [...paths].reduce((sum, path) => sum + (context.factsOf(path)?.bytes ?? 0), 0) * 2;
    if (bytes <= limitMegabytes * 1e6) return [];
    const section = context.form.sections.find((each) => each.kind === 'evidence')?.id ?? '';
    return [
      {
        key: 'mailSize',
        section,
        message: `申报包预计约 ${megabytes(bytes)}，超过一封邮件的 ${limitMegabytes} MB。`,
        remedy: '请用 U 盘报送，或导出为分卷邮件。',
      },
    ];
  },
);

/** Names that Windows keeps for itself, and signs that FAT32, exFAT and NTFS refuse. */
const RESERVED_NAME = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)/i;
const REFUSED_SIGNS = /[\\/:*?"<>|\u0000-\u001f]/;
const LONGEST_NAME = 100;

function nameTrouble(name: string): string | undefined {
  if (REFUSED_SIGNS.test(name)) return '含有 \\ / : * ? " < > | 等不能用于文件名的字符';
  if (/[. ]$/.test(name) || RESERVED_NAME.test(name)) return '是 Windows 不接受的文件名';
  if ([...name].length > LONGEST_NAME) return `超过 ${LONGEST_NAME} 个字符`;
  return undefined;
}

/** R42: file names that a USB stick cannot hold, or that collide within a slot; the export gives other names. */
export const fileNames = ruleKind(z.strictObject({}), (context) => {
  const seen = new Map<string, string>();
  return context.files().flatMap(({ slot, file, name }): Remark[] => {
    const spot = `${slot.id}/${name.normalize('NFC').toLowerCase()}`;
    const other = seen.get(spot);
    seen.set(spot, file.path);
    const trouble = nameTrouble(name) ?? (other === undefined ? undefined : '与同一项内的另一个文件重名');
    if (trouble === undefined) return [];
    return [
      {
        key: `name:${slot.id}:${file.path}`,
        evidence: slot.id,
        message: `文件名“${excerpt(name, 60)}”${trouble}。`,
        remedy: '导出时自动改名，内容不变；也可先改成“单位-材料-日期”的形式。',
      },
    ];
  });
});
