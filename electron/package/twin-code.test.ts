import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOf } from '../../shared/form/definition.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { qrText } from '../book/pdf/footer.ts';
import { smallDraft } from './testing/small-draft.ts';
import { normaliseTwinCode, twinCode } from './twin-code.ts';

const FORM = NOTICE.forms.benchmark;
const HASHES = new Map([
  ['figures/架构.png', 'a'.repeat(64)],
  ['evidence/营业执照.pdf', 'b'.repeat(64)],
]);
const CODE = twinCode(smallDraft(), HASHES, FORM);

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

test('the code is eight characters that cannot be misread', () => {
  expect(CODE).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('order of keys, empty entries, ticked hints and the place of files do not matter', () => {
  const same = [
    reversed(smallDraft()) as ReturnType<typeof smallDraft>,
    { ...smallDraft(), confirmations: { 'R24:2024': true } },
    { ...smallDraft(), declarations: {} },
    {
      ...smallDraft(),
      answers: { ...smallDraft().answers, honoursOther: '', profileHonours: null, ownership: undefined },
    },
  ];
  for (const draft of same) expect(twinCode(draft, HASHES, FORM)).toBe(CODE);

  const moved = smallDraft();
  moved.evidence.businessLicence = {
    files: [{ path: 'evidence/1/2.bin', name: '营业执照.pdf', rotate: 0 }],
  };
  expect(twinCode(moved, new Map([...HASHES, ['evidence/1/2.bin', 'b'.repeat(64)]]), FORM)).toBe(CODE);
});

test('plain text and the same paragraphs have one code; an empty document is no answer', () => {
  const written = smallDraft();
  written.answers.profileOverview = {
    type: 'doc',
    content: ['第一段', '第二段'].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
  written.answers.profileHonours = { type: 'doc', content: [{ type: 'paragraph' }] };
  expect(twinCode(written, HASHES, FORM)).toBe(CODE);
});

test('every answer changes the code', () => {
  const codes = new Set([CODE]);
  for (const field of fieldsOf(FORM)) {
    const draft = smallDraft();
    draft.answers[field.id] = field.kind === 'number' ? 7 : '别的内容';
    codes.add(twinCode(draft, HASHES, FORM));
  }
  expect(codes.size).toBe(fieldsOf(FORM).length + 1);
});

test('evidence, figures, reasons, district and conditions change the code', () => {
  const changed = [
    { ...smallDraft(), destinationDistrict: '北碚区' },
    { ...smallDraft(), declarations: { notBlacklisted: 'yes' as const } },
    { ...smallDraft(), evidence: { ...smallDraft().evidence, otherProof: { none: { reason: '另一原因' } } } },
    {
      ...smallDraft(),
      evidence: { businessLicence: { files: [{ path: 'evidence/营业执照.pdf', rotate: 90 as const }] } },
    },
  ].map((draft) => twinCode(draft, HASHES, FORM));
  const hashes = ['figures/架构.png', 'evidence/营业执照.pdf'].map((path) =>
    twinCode(smallDraft(), new Map([...HASHES, [path, 'c'.repeat(64)]]), FORM),
  );
  const missing = twinCode(smallDraft(), new Map(), FORM);
  expect(new Set([CODE, ...changed, ...hashes, missing]).size).toBe(8);
});

test('any change of a text changes the code, also one that only lone surrogates tell apart', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      const code = (text: string) => {
        const draft = smallDraft();
        draft.answers.address = text;
        return twinCode(draft, HASHES, FORM);
      };
      expect(code(one) === code(other)).toBe(one === other);
    }),
  );
  const draft = smallDraft();
  draft.answers.address = '\ud800';
  const other = smallDraft();
  other.answers.address = '\ud801';
  expect(twinCode(draft, HASHES, FORM)).not.toBe(twinCode(other, HASHES, FORM));
});

test('a code is read as people type it', () => {
  expect(normaliseTwinCode(' ab12 cd3o ')).toBe('AB12-CD30');
  expect(normaliseTwinCode('il00—0000')).toBe('1100-0000');
  expect(normaliseTwinCode('对照码：AB12-CD30')).toBe('AB12-CD30');
  expect(normaliseTwinCode('UUUU-0000')).toBeUndefined();
});

test('a code is read as a hand-held scanner types a page’s QR code', () => {
  expect(normaliseTwinCode(qrText('AB12-CD30', 12))).toBe('AB12-CD30');
  expect(normaliseTwinCode(`${qrText('AB12-CD30', 1, 'B')}\n`)).toBe('AB12-CD30');
  expect(normaliseTwinCode('AB12/3')).toBeUndefined();
});
