import { expect, test } from 'vitest';
import { NOTICE } from '../../../shared/notices/cq-2025-40/notice.ts';
import type { Book } from '../book.ts';
import { loadBookFonts } from '../fonts.ts';
import { writePdf } from '../pdf/write-pdf.ts';
import { composeBook } from './compose-book.ts';

const LONG_NAME = '重庆市两江新区智能装备制造与工业互联网融合创新研究院（集团）股份有限责任公司第一分公司';
const LONG_CONTACT = '阿卜杜热合曼·买买提艾力·吐尔逊';

test.each(['benchmark', 'product'] as const)(
  'the cover of a %s draft is one page, whatever its names',
  async (programme) => {
    const form = NOTICE.forms[programme];
    const answers = {
      applicantName: LONG_NAME,
      contactName: LONG_CONTACT,
      contactPhone: '13800138000',
      applicationDate: '2025-10-15',
    };
    const draft = { formatVersion: 1 as const, notice: NOTICE.id, programme, answers, evidence: {} };
    const version = { twinCode: 'ABCD-EFGH', incomplete: false, today: '2025-10-16' };
    const whole = composeBook({ notice: NOTICE, form, draft, facts: {}, ...version });
    const first = whole.blocks.findIndex(({ kind }) => kind === 'heading');
    const book: Book = { ...whole, blocks: whole.blocks.slice(0, first + 1) };
    const { headingPages } = await writePdf(
      book,
      new Map(),
      await loadBookFonts({ installed: false }),
      new Map(),
    );
    expect([...headingPages.values()]).toEqual([2]);
  },
);
