import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DossierError } from '../../shared/errors.ts';
import { readDraftJson } from './draft-json.ts';
import { smallDraft } from './testing/small-draft.ts';

const read = (text: string | Uint8Array) => readDraftJson('a.dossier', Buffer.from(text));
function failure(text: string | Uint8Array): DossierError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DossierError) return error;
    throw error;
  }
  throw new Error('it was read');
}
const withAnswers = (answers: unknown) => JSON.stringify({ ...smallDraft(), answers });

test('a draft is read with and without a byte order mark', () => {
  const text = JSON.stringify(smallDraft());
  expect(read(text).draft).toEqual(smallDraft());
  expect(read(`\ufeff${text}`).draft).toEqual(smallDraft());
});

test.each([
  ['{"a": 1,\n  "b": }', '第 2 行第 8 个字符'],
  ['{"a": [1, 2', '末尾中断'],
  ['   ', '是空的'],
  [Uint8Array.from([0x7b, 0xff, 0xfe]), '不是 UTF-8'],
  ['[]', '最外层'],
  ['null', '最外层'],
  ['['.repeat(2_000_000), '末尾中断'],
  ['{"a": [1, 2], "b": "字\n符"}', '第 1 行第 20 个字符'],
  ['{"a": [1, 2,]}', '第 1 行第 13 个字符'],
  ['{"a": 01}', '第 1 行第 8 个字符'],
  ["{'a': 1}", '第 1 行第 2 个字符'],
  ['{} {}', '第 1 行第 4 个字符'],
  [`${'['.repeat(300_000)}${']'.repeat(300_000)}`, '嵌套'],
  [
    JSON.stringify({ ...smallDraft(), answers: JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) }),
    '嵌套',
  ],
])('what is no draft at all is unreadable, with the place', (text, words) => {
  expect(failure(text)).toMatchObject({ code: 'draftUnreadable', message: expect.stringContaining(words) });
});

test('newer formats and unknown notices have their own words', () => {
  expect(failure(JSON.stringify({ ...smallDraft(), formatVersion: 3 })).code).toBe('draftTooNew');
  expect(failure(JSON.stringify({ ...smallDraft(), notice: 'cq-2031-1' })).code).toBe('draftUnknownNotice');
  expect(failure(JSON.stringify({ ...smallDraft(), notice: undefined })).message).toContain(
    '通知（notice）：缺少此项',
  );
  expect(failure(JSON.stringify({ ...smallDraft(), formatVersion: '1' })).message).toContain('只能是 1 或 2');
  expect(failure(JSON.stringify({ ...smallDraft(), programme: 'other' })).message).toContain('“benchmark”');
  expect(failure('{}').message).toContain('格式版本（formatVersion）：缺少此项');
});

test('a cut is a fault, and what follows a whole draft is one at its very place', () => {
  const text = JSON.stringify(smallDraft());
  fc.assert(
    fc.property(fc.integer({ min: 1, max: text.length - 1 }), (cut) => {
      expect(failure(text.slice(0, cut)).message).toMatch(/在末尾中断|字符起不是有效的 JSON/);
      expect(failure(`${text}${text.slice(0, cut)}`).message).toContain(`第 ${[...text].length + 1} 个字符`);
    }),
  );
});

test.each([
  [{ applicantNam: 'x' }, 'answers.applicantNam：没有这个填报项，请核对名称是否拼错'],
  [{ applicantName: 5 }, '企业名称（answers.applicantName）：应为文字，实际是数字'],
  [{ honours: '创新型中小企业' }, '应为列表（[…]），实际是文字'],
  [{ indicators: { '2024': { revenue: '1,200' } } }, '2024年 营业收入'],
  [{ indicators: { '2022': {} } }, 'answers.indicators.2022'],
  [
    { scenarios: [{ scenario: '产品设计' }, { level: 1 }] },
    '第 2 项 场景名称（answers.scenarios[1].scenario）：缺少此项',
  ],
  [{ investmentLedger: { invoices: [{ content: 'a', number: 5, issuedOn: '' }] } }, '第 1 项 发票号'],
  [
    { investmentLedger: { invoices: [{ content: 'a', number: '5', issuedOn: '', total: 1e99 }] } },
    '不能大于',
  ],
  [{ profileOverview: 7 }, '应为文字或对象（{…}），实际是数字'],
  [{ profileOverview: { type: 'doc', content: [{ type: 'video' }] } }, 'answers.profileOverview.content[0]'],
  [
    {
      profileOverview: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 1 }] }],
      },
    },
    'answers.profileOverview.content[0].content[0].text',
  ],
  [
    { profileOverview: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'emoji' }] }] } },
    '“emoji”',
  ],
])('the answers %j are refused with the place and the form’s words', (answers, words) => {
  const error = failure(withAnswers(answers));
  expect(error.code).toBe('draftInvalid');
  expect(error.message).toContain(words);
  expect(error.message).not.toMatch(/Invalid|expected|undefined/);
});

test('evidence is judged with the words of its slot', () => {
  const error = failure(
    JSON.stringify({
      ...smallDraft(),
      evidence: { businessLicence: { files: [{ path: 'a', sha256: 'XYZ' }] }, licence: {} },
    }),
  );
  expect(error.message).toContain('SHA-256');
  expect(error.message).toContain('evidence.licence：没有这个填报项');
});

test('long texts, control characters and lone surrogates pass: findings deal with them', () => {
  const long = '数'.repeat(1_700_000);
  expect(read(withAnswers({ profileOverview: long })).draft.answers.profileOverview).toBe(long);
  const odd = 'a\u0000\u0007\ud800b';
  expect(read(withAnswers({ address: odd })).draft.answers.address).toBe(odd);
});

test('an answer that stands twice is refused by name instead of losing the first', () => {
  const text = JSON.stringify(smallDraft()).replace(/}$/, ',"answers":{"applicantName":"另一家"}}');
  expect(() => readDraftJson('草稿', new TextEncoder().encode(text))).toThrow('“answers”出现了两次');
});

test('what is too large or nothing at all is said so', () => {
  const text = (value: string) =>
    `{"formatVersion":1,"notice":"cq-2025-40","programme":"product","answers":{"price":${value}}}`;
  const read = (value: string) => () => readDraftJson('草稿', new TextEncoder().encode(text(value)));
  expect(read('1e999')).toThrow('实际是过大的数字');
  expect(() =>
    readDraftJson(
      '草稿',
      new TextEncoder().encode(
        '{"formatVersion":1,"notice":"cq-2025-40","programme":"product","answers":null}',
      ),
    ),
  ).toThrow('实际是空（null）');
});

test('a block that is unknown, or stands where it may not, is named in one sentence', () => {
  const withBlock = (block: unknown) => () =>
    read(
      JSON.stringify({
        ...smallDraft(),
        answers: { outcomesNarrative: { type: 'doc', content: [block] } },
      }),
    );
  expect(withBlock({ type: 'video', attrs: {} })).toThrow('不认识的正文内容类型“video”');
  const figure = { type: 'figure', attrs: { file: 'figures/a.png', caption: '' } };
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: [figure] }] };
  expect(withBlock(list)).toThrow('图片不能放在列表或表格内，请移到正文中');
});
