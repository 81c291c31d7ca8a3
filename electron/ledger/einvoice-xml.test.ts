import { expect, test } from 'vitest';
import { readEinvoice } from './einvoice-xml.ts';
import { einvoiceXml } from './testing/sample-exports.ts';

const lineOf = (xml: string) => readEinvoice(xml).line;
const refusal = (xml: string): string => {
  try {
    readEinvoice(xml);
  } catch (error) {
    return String(error);
  }
  return 'read';
};

test('number, day, names, parties, and the amounts of the whole invoice', () => {
  expect(lineOf(einvoiceXml({ items: ['*软件*MES', '*软件*MES', '*软件*实施'] }))).toMatchObject({
    number: '24502000000000000001',
    issuedOn: '2024-05-21',
    content: '*软件*MES、*软件*实施',
    amount: 1000,
    tax: 130,
    // Not the line's TotaltaxIncludedAmount, which looks alike.
    total: 1130,
    seller: '重庆示例软件有限公司',
    buyerName: '重庆示例机械制造有限公司',
    buyerCode: '915001120000000001',
  });
});

test('a red invoice is negative', () => {
  const red = einvoiceXml({ label: 'N', amount: '-1000.00', tax: '-130.00', total: '-1130.00' });
  expect(lineOf(red)).toMatchObject({ amount: -1000, total: -1130 });
});

test('elements of the same names elsewhere are not taken for the invoice’s', () => {
  const more =
    '<Signature><InvoiceNumber>1</InvoiceNumber><BasicInformation><TotalTax-includedAmount>9</TotalTax-includedAmount></BasicInformation></Signature>';
  expect(lineOf(einvoiceXml({ more }))).toMatchObject({ number: '24502000000000000001', total: 1130 });
});

test('an element that says it is nil has no value, whatever it holds', () => {
  const xml = einvoiceXml()
    .replace('<SellerName>', '<SellerName xsi:nil="true">')
    .replace('<IssuItemInformation>', '<IssuItemInformation xsi:nil="1">');
  expect(lineOf(xml)).toMatchObject({
    seller: '',
    content: '',
    buyerName: '重庆示例机械制造有限公司',
    total: 1130,
  });
});

test('prefixes, CDATA and the five built-in entities are read as XML says', () => {
  const xml = einvoiceXml({ items: ['*软件*A&B'] })
    .replaceAll('<EInvoice xmlns:xsi', '<e:EInvoice xmlns:e="x" xmlns:xsi')
    .replace('</EInvoice>', '</e:EInvoice>')
    .replace('>重庆示例软件有限公司<', '><![CDATA[甲<乙>公司]]><');
  expect(lineOf(xml)).toMatchObject({ content: '*软件*A&B', seller: '甲<乙>公司' });
});

test('two numbers that differ, and amounts and days that are none, are told', () => {
  const two = einvoiceXml().replace('24502000000000000001', '24502000000000000002');
  expect(readEinvoice(two)).toMatchObject({
    line: { number: '24502000000000000001' },
    oddities: [{ problem: expect.stringContaining('24502000000000000001、24502000000000000002') }],
  });
  const { line, oddities } = readEinvoice(
    einvoiceXml({ total: '1e308' }).replace('2024-05-21 11:33:22', '某日'),
  );
  expect(line).not.toHaveProperty('total');
  expect(oddities.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('“某日”'),
    expect.stringContaining('“1e308”'),
  ]);
  expect(readEinvoice(einvoiceXml()).oddities).toEqual([]);
});

test('without IssueTime the day of the request, without InvoiceNumber the header’s number', () => {
  const xml = einvoiceXml().replace(/<TaxSupervisionInfo>.*<\/TaxSupervisionInfo>/, '');
  expect(lineOf(xml)).toMatchObject({ number: '24502000000000000001', issuedOn: '2024-05-20' });
});

test.each([
  ['an entity of one’s own', '<!DOCTYPE EInvoice [<!ENTITY a "aaaa">]><EInvoice>&a;</EInvoice>', 'DTD'],
  ['an outer entity', '<!DOCTYPE EInvoice SYSTEM "http://192.0.2.1/x"><EInvoice/>', 'DTD'],
  ['an unknown entity', '<EInvoice>&laugh;</EInvoice>', '完整的 XML'],
  ['a cut file', einvoiceXml().slice(0, 900), '完整的 XML'],
  ['another root', '<Invoice/>', '根元素是 Invoice'],
  ['endless depth', `<EInvoice>${'<a>'.repeat(50_000)}`, '过于复杂'],
  ['endless width', `<EInvoice>${'<a/>'.repeat(300_000)}</EInvoice>`, '过于复杂'],
  ['no number', '<EInvoice/>', '发票号码'],
  ['nothing', '', '完整的 XML'],
])('%s is refused', (_what, xml, reason) => {
  expect(refusal(xml)).toContain(reason);
});
