import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidenceSectionOf } from '../../shared/form/definition.ts';
import type { Draft, EvidenceAnswer } from '../../shared/form/draft.ts';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { oneLine } from '../../shared/form/print-answer.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { assessLedger } from '../../shared/rules/ledger.ts';
import { unprintableIn } from '../../shared/text/printable.ts';
import type { Book } from '../book/book.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import { partText } from '../book/docx/testing/edit-docx.ts';
import { HOSTILE_TEXTS } from '../book/fixtures/hostile-texts.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { comparePdfWithBook } from '../book/pdf/compare-pdf.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { writePdf } from '../book/pdf/write-pdf.ts';
import { linesOfBook } from '../book/testing/book-text.ts';
import { composeAnswers } from '../package/answers-book.ts';
import { composeBinding } from '../package/binding-book.ts';
import { composeChanges } from '../package/changes-book.ts';
import { composeChecklist } from '../package/checklist-book.ts';
import { planEvidenceCopies } from '../package/evidence-copies.ts';
import { composeFindings } from '../package/findings-book.ts';
import { readBackLedger, writeLedgerWorkbook } from '../package/ledger-workbook.ts';
import { nameKey, packageName } from '../package/names.ts';
import { markedPlaces } from '../package/seal-places.ts';
import { writeMailDraft } from './mail/mail-draft.ts';
import { letterSubject, letterText } from './mail/mail-letter.ts';
import { partName } from './mail/mail-parts.ts';
import { readMailDraft } from './mail/read-mail-draft.ts';
import { composeReceipt } from './receipt-book.ts';

/** What goes beside the book: names, lists, papers, letters and the table, with every hostile text in them. */
const form = NOTICE.forms.benchmark;
const texts = Object.entries(HOSTILE_TEXTS);
const TWIN_CODE = 'AB12-CD34';

function draftNamed(text: string): Draft {
  const evidence: Record<string, EvidenceAnswer> = {};
  for (const slot of evidenceSectionOf(form).items.flatMap(({ slots }) => slots))
    evidence[slot.id] = { files: [{ path: `evidence/${slot.id}/a.pdf`, name: text.slice(0, 300) }] };
  const answers = { applicantName: text, creditCode: text };
  return { formatVersion: 1, notice: NOTICE.id, programme: 'benchmark', answers, evidence };
}

function factsOf(draft: Draft): Record<string, FileFacts> {
  const files = Object.values(draft.evidence).flatMap((slot) => slot?.files ?? []);
  return Object.fromEntries(
    files.map(({ path }) => [
      path,
      { path, bytes: 1, sha256: 'a'.repeat(64), kind: 'pdf' as const, pages: [], remarks: [] },
    ]),
  );
}

function facts(text: string) {
  return {
    ...{ applicant: oneLine(text), creditCode: oneLine(text), programme: 'benchmark' as const },
    ...{ programmeName: form.shownName, title: form.title, noticeNumber: NOTICE.number, paperCopies: 2 },
    ...{ destinationDistrict: oneLine(text), contact: oneLine(text), twinCode: TWIN_CODE, incomplete: false },
    ...{ boundPages: 10, files: 3, bytes: 1000 },
  };
}

function papers(text: string): Record<string, Book> {
  const draft = draftNamed(text);
  const known = factsOf(draft);
  const book = composeBook({
    ...{ notice: NOTICE, form, draft, facts: known, twinCode: TWIN_CODE, incomplete: false },
    today: '2025-10-16',
  });
  const change = { part: 'answers' as const, key: 'applicantName', section: text, label: text };
  const compared = {
    ...{ notice: NOTICE, form, applicant: text, from: undefined, to: { twinCode: TWIN_CODE } },
    ...{ changes: [{ ...change, before: text, after: text }], today: '2025-10-16' },
  };
  const finding = {
    ...{ code: 'R01', level: 'block' as const, key: text, message: text, clause: text, remedy: text },
    section: form.sections[0]?.id ?? '',
  };
  return {
    材料清单: composeChecklist({
      ...{ book, notice: NOTICE, destinationDistrict: text, createdOn: '2025-10-16', boundPages: 10 },
      evidencePages: new Map(),
      copies: planEvidenceCopies(form, draft, known),
      files: [{ path: text, purpose: text }],
    }),
    盖章与装订说明: composeBinding({
      ...{ book, notice: NOTICE, pictures: new Map(), bookPages: 8, boundPages: 10, colourPages: [2] },
      ...{ headingPages: new Map(), evidencePages: new Map(), scanPages: [{ name: text, from: 9, to: 9 }] },
      places: markedPlaces({ book, form, headingPages: new Map(), evidencePages: new Map() }).map(
        (place, index) => ({ ...place, number: index + 1, page: null, spot: null }),
      ),
    }),
    修改说明: composeChanges(compared),
    审核意见答复: composeAnswers(compared, [
      { text, state: 'explained', answer: text, place: text, changes: [] },
    ]),
    检查结果: composeFindings({
      ...{ notice: NOTICE, form, draft, findings: [finding], confirmed: [], twinCode: TWIN_CODE },
      checkedAt: '2025-10-16 10:00',
    }),
    送达回执: composeReceipt(facts(text), { kind: 'stick' }),
  };
}

test('no paper beside the book carries what would not print as it is read', () => {
  for (const [name, text] of texts)
    for (const [paper, book] of Object.entries(papers(text)))
      for (const line of [...linesOfBook(book), book.title, book.applicant])
        expect(unprintableIn(line), `${paper}: ${name}`).toEqual([]);
});

test('the papers print every hostile text as text', async () => {
  const fonts = await loadBookFonts({ installed: false });
  const short = texts.filter(([name]) => !['combining', 'long', 'unbroken'].includes(name));
  const all = short.map(([, text]) => text).join('｜');
  for (const [paper, book] of Object.entries(papers(all))) {
    const written = await writePdf(book, new Map(), fonts, new Map());
    expect(comparePdfWithBook(await readPdf(written.bytes), book, written), paper).toEqual([]);
  }
});

/** FAT32, exFAT, NTFS, APFS and ext4 all take it, and it is what it looks like. */
const FILE_NAME =
  /^(?!(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$))(?! )[^\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]{1,100}(?<![ .])$/iu;

test('names of package, evidence and mails stay in their folder and are names everywhere', () => {
  for (const [name, text] of texts) {
    const made = packageName({
      ...{ applicant: text, programmeName: form.programmeName, date: '2025-10-16', twinCode: TWIN_CODE },
    });
    expect(made, name).toMatch(FILE_NAME);
    expect(`${partName(made, 12, 34)}.eml`, name).toMatch(FILE_NAME);
    const draft = draftNamed(text);
    const targets = planEvidenceCopies(form, draft, factsOf(draft)).map(({ target }) => target);
    expect(targets.length).toBeGreaterThan(5);
    expect(new Set(targets.map(nameKey)).size).toBe(targets.length);
    for (const target of targets) {
      const parts = target.split('/');
      expect(parts, name).toHaveLength(3);
      for (const part of parts) expect(part, name).toMatch(FILE_NAME);
    }
  }
});

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'dossier-papers-'));
});
afterAll(() => rmSync(place, { recursive: true }));

/** RFC 2047: words in base64 or quoted-printable, side by side. */
function decoded(header: string): string {
  const bytes = (encoding: string, word: string) =>
    encoding.toUpperCase() === 'B'
      ? Buffer.from(word, 'base64')
      : Buffer.from(
          word
            .replace(/_/g, ' ')
            .replace(/=([0-9A-F]{2})/gi, (_all, code: string) =>
              String.fromCharCode(Number.parseInt(code, 16)),
            ),
          'latin1',
        );
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_all, encoding: string, word: string) =>
      bytes(encoding, word).toString('utf8'),
    );
}

test('a letter has the headers that we gave it and no other, and its subject says what was typed', async () => {
  const zip = join(place, 'a.zip');
  writeFileSync(zip, 'zip');
  for (const [index, [name, text]] of texts.entries()) {
    const part = { number: 1, total: 1, zip: 'a.zip', zipBytes: 3, files: [text] };
    const letter = { ...facts(text), folder: text, part };
    const target = join(place, `${index}.eml`);
    const words = { subject: letterSubject(letter), text: letterText(letter) };
    expect(words.text.split('\r\n').flatMap(unprintableIn), name).toEqual([]);
    expect(words.text, name).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
    await writeMailDraft(target, { ...words, attachments: [{ name: 'a.zip', file: zip }] });
    const read = await readMailDraft(target);
    expect([...read.headers.keys()].sort(), name).toEqual(
      ['content-type', 'date', 'message-id', 'mime-version', 'subject', 'x-unsent'].sort(),
    );
    expect(read.parts, name).toHaveLength(2);
    const squeeze = (words: string) => words.replace(/\s+/g, '');
    expect(squeeze(decoded(read.headers.get('subject') ?? '')), name).toBe(squeeze(words.subject));
  }
});

test('in the invoice table hostile texts are texts: no formula, no link, no field', async () => {
  const invoices = texts.map(([, text]) => ({
    ...{ content: text, number: text, code: text, issuedOn: text, seller: text, total: 1 },
  }));
  const window = { from: '2024-01-01', until: '2025-10-20' };
  const assessment = assessLedger({ invoices }, { creditCode: '', name: '' }, window);
  const sheet = {
    applicant: texts.map(([, text]) => text).join(),
    creditCode: '=1',
    twinCode: TWIN_CODE,
    assessment,
  };
  const workbook = await writeLedgerWorkbook(sheet);
  const file = join(place, 'ledger.xlsx');
  writeFileSync(file, workbook);
  expect(await readBackLedger(file, sheet)).toEqual([]);
  const xml = await partText(workbook, 'xl/worksheets/sheet1.xml');
  expect(xml).not.toMatch(/<f[ >]|<hyperlink/);
  const relations = await partText(workbook, 'xl/_rels/workbook.xml.rels');
  expect(relations).not.toContain('External');
});
