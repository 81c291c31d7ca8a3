import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROBLEMS_BEGIN, problemsEnd } from '../text/return-notice-words.ts';
import { splitRemarks } from '../text/split-remarks.ts';
import { FILES_MISSING } from './entry.ts';
import { PROBLEM_REMEDIES } from './problem-remedies.ts';
import { type ReturnRemark, remarkLine, returnQuestions, returnRemarks } from './return-remarks.ts';

/** The whole text of a 退回单, as a word processor hands it over. */
function pasted(remarks: readonly ReturnRemark[], end = '\r\n'): string {
  return [
    '申报材料退回修改单',
    '申报单位\t重庆示例机械有限公司',
    PROBLEMS_BEGIN,
    ...remarks.map(remarkLine),
    problemsEnd(remarks.length),
    '请于2025年10月20日前重新报送：',
    '1. 联系人：李工',
  ].join(end);
}

const item = {
  itemId: 'licence',
  text: '营业执照复印件',
  clause: '通知二（一）',
  page: 12,
  findings: [
    { level: 'block' as const, message: '营业执照不清晰。', remedy: '请重新扫描。' },
    { level: 'hint' as const, message: '请确认。', remedy: '' },
  ],
  ticked: true,
  remark: '1.缺少年检页；2、名称与公章不一致',
};

test('files, findings and remarks are told one by one, each with place, clause and remedy', () => {
  const entry = {
    problems: ['02-申报书.pdf：内容已被改动'],
    marks: [],
    documentCheck: null,
    reasons: '投入不足150万元',
  };
  const lines = returnRemarks(entry, [item]).map(remarkLine);
  expect(lines).toEqual([
    '1. 02-申报书.pdf：内容已被改动。',
    '2. 营业执照不清晰（营业执照复印件，成册第 12 页；依据：通知二（一））。处理：请重新扫描。',
    '3. 缺少年检页（营业执照复印件，成册第 12 页；依据：通知二（一））。',
    '4. 名称与公章不一致（营业执照复印件，成册第 12 页；依据：通知二（一））。',
    '5. 投入不足150万元。',
  ]);
});

test('an applicant is told in words for it what the district tells itself of the files; what is the district’s own is left out', () => {
  const { missing, password, complete, update, harm } = PROBLEM_REMEDIES;
  const problems = [
    `02-申报书.pdf：缺少此文件。${missing.officer}`,
    `压缩包加了密码，没有收取。${password.officer}`,
    `没有 manifest.json。${complete.officer}`,
    `已拒收：其中的“CON”是 Windows 保留的设备名称。${harm.officer}`,
    `格式版本 2，本机的版本读不了。${update.officer}`,
    '别的问题。',
  ];
  const entry = { problems, marks: [], documentCheck: null, reasons: '' };
  const lines = returnRemarks(entry, []).map(remarkLine);
  expect(lines).toEqual([
    expect.stringMatching(/^1\. 02-申报书\.pdf：缺少此文件。处理：请补报整个申报包/),
    expect.stringMatching(/^2\. 压缩包加了密码，没有收取。处理：请直接报送.*不要加密码。$/),
    expect.stringMatching(/^3\. 没有 manifest\.json。处理：请补报整个申报包/),
    '4. 已拒收：其中的“CON”是 Windows 保留的设备名称。处理：请用申报匣重新导出并报送。',
    '5. 别的问题。',
  ]);
  for (const line of lines) expect(line).not.toMatch(/请申报单位|收取一次|再收取/);
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '；',
        '。',
        '1、',
        '2.',
        '（一）',
        '(3)',
        '①',
        '\n',
        '：',
        '\u200b',
        '一、',
        '• ',
        '字',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('a pasted 退回单 comes apart into as many remarks as it has, whatever was typed', () => {
  const texts = fc.record({
    message: hostile,
    remedy: hostile,
    clause: hostile,
    place: hostile,
    own: hostile,
  });
  fc.assert(
    fc.property(
      fc.array(texts, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      (all, end) => {
        const items = all.map(({ message, remedy, clause, place, own }) => ({
          ...{ itemId: '', text: place, clause, page: 3, ticked: false, remark: own },
          findings: [{ level: 'warn' as const, message, remedy }],
        }));
        const remarks = returnRemarks({ problems: [], marks: [], documentCheck: null, reasons: '' }, items);
        expect(splitRemarks(pasted(remarks, end))).toHaveLength(remarks.length);
      },
    ),
    { numRuns: 300 },
  );
});

test('beyond a hundred problems none is lost', () => {
  const remarks = returnRemarks(
    {
      problems: Array.from({ length: 130 }, (_, i) => `文件${i}有误`),
      marks: [],
      documentCheck: null,
      reasons: '',
    },
    [],
  );
  expect(splitRemarks(pasted(remarks))).toEqual(remarks.map(({ text }) => `${text}。`));
});

test('what 复核文档 found is to be mended, told once; what only asks stands apart, and what is ours is not told', () => {
  const finding = { clause: '通知三（二）', remedy: '请处理。' };
  const entry = {
    marks: ['secondProduct' as const, 'documentsDiffer' as const],
    problems: [FILES_MISSING, '02-申报书.pdf：内容已被改动。'],
    documentCheck: {
      checkedAt: '2025-10-21T03:00:00.000Z',
      problems: ['02-申报书.pdf：内容已被改动。', '01-申报书.docx：第 3 段不同。'],
      pageFindings: [
        { ...finding, level: 'warn' as const, message: '第 1 页是空白页。' },
        { ...finding, level: 'hint' as const, message: '请确认第 2 页清晰。' },
      ],
    },
    reasons: '',
  };
  const item = { itemId: '', text: '营业执照', clause: '', page: 3, ticked: false, remark: '' };
  const asked = {
    ...item,
    findings: [{ level: 'hint' as const, message: '请确认在有效期内。', remedy: '' }],
  };
  expect(returnRemarks(entry, [asked]).map(({ text }) => text)).toEqual([
    '02-申报书.pdf：内容已被改动。',
    '01-申报书.docx：第 3 段不同。',
    '报送了两个以上产品或解决方案；同一申报主体最多申报1个“小快轻准”数字化产品或解决方案',
    '第 1 页是空白页。',
  ]);
  expect(returnQuestions(entry, [asked]).map(({ text }) => text)).toEqual([
    '请确认在有效期内。',
    '请确认第 2 页清晰。',
  ]);
});
