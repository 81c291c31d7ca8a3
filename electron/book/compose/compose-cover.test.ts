import { expect, test } from 'vitest';
import { NOTICE } from '../../../shared/notices/cq-2025-40/notice.ts';
import { loadBookFonts } from '../fonts.ts';
import { measurePdf } from '../pdf/write-pdf.ts';
import { composeBook } from './compose-book.ts';

const LONG_NAME =
  '重庆两江新区智能制造装备与工业互联网平台研究院（集团）控股股份有限责任公司北碚蔡家岗第一分公司';
const LONG_CONTACT = '阿卜杜热合曼·买买提艾力·吐尔逊';

test('however long the names, the cover is one page and the commitment the second', async () => {
  const fonts = await loadBookFonts({ installed: false });
  for (const programme of ['benchmark', 'product'] as const)
    for (const contactName of ['欧阳', LONG_CONTACT])
      for (const length of [10, 17, 33, 48, 64, 80, 96]) {
        const answers = {
          ...{ applicantName: LONG_NAME.repeat(3).slice(0, length), contactName },
          ...{ contactPhone: '13900139000', applicationDate: '2025-10-15' },
        };
        const draft = { formatVersion: 1 as const, notice: NOTICE.id, programme, answers, evidence: {} };
        const version = { twinCode: 'ABCD-EFGH', incomplete: false, today: '2025-10-16' };
        const form = NOTICE.forms[programme];
        const whole = composeBook({ notice: NOTICE, form, draft, facts: {}, ...version });
        const first = whole.blocks.findIndex(({ kind }) => kind === 'heading');
        const cover = { ...whole, blocks: whole.blocks.slice(0, first + 1) };
        const { headingPages } = measurePdf(cover, new Map(), fonts);
        expect([...headingPages.values()], `${programme} ${contactName} ${length}`).toEqual([2]);
      }
});
