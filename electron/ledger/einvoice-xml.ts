import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { excerpt } from '../../shared/rules/wording.ts';
import type { ProblemKind } from './ledger-problems.ts';
import type { LedgerLine } from './ledger-table.ts';
import { readAmountCell, readDateCell } from './read-cells.ts';
import { readNumberCell } from './read-number.ts';

/** Why an XML file is no 数电票 that can be read; in Chinese, goes after the file's name. */
export class XmlRefused extends Error {}

const MOST_DEPTH = 30;
const MOST_ELEMENTS = 200_000;
const LONGEST_VALUE = 2_000;

const DATA = 'EInvoice/EInvoiceData';
const ITEM = `${DATA}/IssuItemInformation`;

/** Values of the elements that are read, by their path: a signature block may repeat their names elsewhere. */
interface XmlValues {
  first: Map<string, string>;
  items: string[];
}

function readValues(xml: string): XmlValues {
  const values: XmlValues = { first: new Map(), items: [] };
  const path: string[] = [];
  /** Depth of an element that says it has no value; nothing below it has one either. */
  let nilAt = Number.POSITIVE_INFINITY;
  let elements = 0;
  let text = '';
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => {
    throw new XmlRefused('不是完整的 XML 文件，可能已损坏');
  });
  // Entities of one's own grow without end, and none of the tax bureau's files has any.
  parser.on('doctype', () => {
    throw new XmlRefused('含有文档类型声明（DTD），为安全起见没有读取');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const name = tag.name.slice(tag.name.indexOf(':') + 1);
    elements += 1;
    if (path.length >= MOST_DEPTH || elements > MOST_ELEMENTS)
      throw new XmlRefused('结构过于复杂，不像是数电票');
    if (path.length === 0 && name !== 'EInvoice')
      throw new XmlRefused(`不是数电票 XML（根元素是 ${name.slice(0, 40)}，应为 EInvoice）`);
    path.push(name);
    text = '';
    const isNil = Object.entries(tag.attributes).some(
      ([key, value]) => /(^|:)nil$/.test(key) && /^(true|1)$/.test(value.trim()),
    );
    if (isNil) nilAt = Math.min(nilAt, path.length);
  });
  const hear = (part: string) => {
    if (text.length < LONGEST_VALUE) text += part;
  };
  parser.on('text', hear);
  parser.on('cdata', hear);
  parser.on('closetag', () => {
    const place = path.join('/');
    const value = text.slice(0, LONGEST_VALUE).trim();
    if (path.length < nilAt && value !== '') {
      if (place === `${ITEM}/ItemName`) values.items.push(value);
      else if (!values.first.has(place)) values.first.set(place, value);
    }
    if (path.length <= nilAt) nilAt = Number.POSITIVE_INFINITY;
    path.pop();
    text = '';
  });
  parser.write(xml).close();
  return values;
}

/** A 数电票 as a line of a ledger, and what in it calls for a look. */
export interface Einvoice {
  line: LedgerLine;
  /** In Chinese, for the person. */
  oddities: { kind: ProblemKind; problem: string }[];
}

/**
 * Reads a 数电票 XML as one line a thing that was bought; only the first carries the invoice's amounts.
 *
 * @param xml the file's text
 * @throws XmlRefused for what is none, is damaged, or could do harm
 */
export function readEinvoice(xml: string): Einvoice {
  const { first, items } = readValues(xml);
  const oddities: Einvoice['oddities'] = [];
  const value = (path: string) => first.get(path) ?? '';
  const amount = (name: string) => {
    const text = value(`${DATA}/BasicInformation/${name}`);
    const yuan = readAmountCell(text === '' ? undefined : { text, isNumber: false }, 1);
    if (yuan === 'unreadable')
      oddities.push({
        kind: '金额',
        problem: `金额“${excerpt(text)}”无法识别，没有读入，请按发票原件填写。`,
      });
    return typeof yuan === 'number' ? yuan : undefined;
  };
  const number = (path: string) => readNumberCell({ text: value(path), isNumber: false }).text;
  const supervised = number('EInvoice/TaxSupervisionInfo/InvoiceNumber');
  const inHeader = number('EInvoice/Header/EIid');
  const found = supervised === '' ? inHeader : supervised;
  if (found === '') throw new XmlRefused('里没有发票号码');
  const time =
    value('EInvoice/TaxSupervisionInfo/IssueTime') || value(`${DATA}/BasicInformation/RequestTime`);
  const date = readDateCell({ text: time, isNumber: false });
  if (!date.isDay)
    oddities.push({ kind: '日期', problem: `开票日期“${excerpt(date.text)}”无法识别，请按发票原件填写。` });
  if (supervised !== '' && inHeader !== '' && supervised !== inHeader)
    oddities.push({
      kind: '号码',
      problem: `文件中有两个发票号码：${supervised}、${inHeader}，按前一个读入，请核对。`,
    });
  const [net, tax, total] = [
    amount('TotalAmWithoutTax'),
    amount('TotalTaxAm'),
    amount('TotalTax-includedAmount'),
  ];
  const line: LedgerLine = {
    place: '',
    number: found,
    code: '',
    isRuined: false,
    isContinued: false,
    issuedOn: date.text,
    content: [...new Set(items)].join('、').slice(0, LONGEST_VALUE),
    ...(net === undefined ? {} : { amount: net }),
    ...(tax === undefined ? {} : { tax }),
    ...(total === undefined ? {} : { total }),
    seller: value(`${DATA}/SellerInformation/SellerName`),
    buyerName: value(`${DATA}/BuyerInformation/BuyerName`),
    buyerCode: value(`${DATA}/BuyerInformation/BuyerIdNum`),
    status: null,
    category: null,
    cityFunded: null,
  };
  return { line, oddities };
}
