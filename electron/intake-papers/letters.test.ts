import { expect, test } from 'vitest';
import type { CheckItem } from '../../shared/intake/entry.ts';
import { entryOf } from '../../shared/intake/fixtures/some-entry.ts';
import { returnRemarks } from '../../shared/intake/return-remarks.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { splitRemarks } from '../../shared/text/split-remarks.ts';
import type { ReadBlock } from '../book/docx/read-blocks.ts';
import { readDocx } from '../book/docx/read-docx.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { composeReturnNotice } from './return-notice-book.ts';
import { batchOf } from './testing/some-batch.ts';
import { makeAddressLabel, makeRecommendation } from './write-letters.ts';
import { paperAsWord } from './write-paper.ts';

/** What a word processor copies of a document: a line a paragraph, cells apart by tabs. */
function copied(blocks: readonly ReadBlock[]): string {
  return blocks
    .map((block) => {
      if (block.kind !== 'table') return 'text' in block ? block.text : '';
      return block.rows.map((row) => row.map((cell) => copied(cell.blocks)).join('\t')).join('\n');
    })
    .join('\n');
}

const entries = [
  entryOf({ values: { applicantName: '重庆甲机械有限公司' } }),
  entryOf({ programme: 'product', values: { applicantName: '重庆乙软件有限公司', productName: '排产通' } }),
];

test('推荐意见 goes to the city with counts, names and a place for the seal', async () => {
  const { bytes } = await makeRecommendation({ notice: NOTICE, batch: batchOf(), entries });
  const text = copied((await readDocx(bytes)).blocks);
  for (const part of [
    '重庆市经济和信息化委员会：',
    '共推荐申报项目2个',
    '1.重庆乙软件有限公司：排产通',
    '重庆市渝北区经济和信息化委员会（盖章）',
    '年　　月　　日',
  ])
    expect(text).toContain(part);
});

test('the whole text of a 退回单, pasted, comes apart into its problems, each with clause, page and remedy', async () => {
  const item = (more: Partial<CheckItem>): CheckItem => ({
    ...{
      itemId: '',
      text: '营业执照',
      clause: '通知二（一）',
      page: 12,
      findings: [],
      ticked: false,
      remark: '',
    },
    ...more,
  });
  const items = [
    item({ findings: [{ level: 'block', message: '营业执照不清晰。', remedy: '请重新扫描；2. 再核对。' }] }),
    item({ remark: '①缺少年检页②名称不一致', page: null }),
    item({ findings: [{ level: 'hint', message: '请确认在有效期内。', remedy: '请核对原件。' }] }),
  ];
  const entry = entryOf({
    ...{ values: { applicantName: '重庆甲机械有限公司' }, twinCode: '7K3M-9QXT' },
    ...{ problems: ['02-申报书.pdf：内容已被改动'], reasons: '请核对后重报。' },
  });
  const days = { today: '2025-10-23', until: '2025-10-27' };
  const book = composeReturnNotice(NOTICE, batchOf(), { entry, items }, days);
  const text = copied((await readDocx(await paperAsWord(book, 'a.docx', await loadBookFonts()))).blocks);
  expect(text).toContain('2025年10月27日前');
  expect(text).toContain('7K3M-9QXT');
  // What only asks stands below, and is no problem of the list.
  expect(text).toMatch(
    /以上意见共 5 条。\n另请核实下列内容，属实的不必修改：\n1. 请确认在有效期内（营业执照/,
  );
  const remarks = splitRemarks(text);
  expect(remarks).toHaveLength(returnRemarks(entry, items).length);
  expect(remarks).toEqual([
    '02-申报书.pdf：内容已被改动。',
    '营业执照不清晰（营业执照，成册第 12 页；依据：通知二（一））。处理：请重新扫描，2. 再核对。',
    '缺少年检页（营业执照；依据：通知二（一））。',
    '名称不一致（营业执照；依据：通知二（一））。',
    '请核对后重报。',
  ]);
});

test('the label has the notice’s address and who sends', async () => {
  const { bytes } = await makeAddressLabel({ notice: NOTICE, batch: batchOf(), entries });
  const { pages } = await readPdf(bytes);
  const text = pages.map((page) => page.text.replace(/\s/gu, '')).join('');
  for (const part of ['重庆市渝北区云杉南路12号市经济信息委政务服务大厅', '张爱平', '023—63897957', '李明'])
    expect(text).toContain(part);
  expect(pages).toHaveLength(1);
});
