import type { Invoice } from '../form/draft.ts';
import { excerpt } from './wording.ts';

/** 发票号 as it is read off an invoice. Source: data/einvoice-columns.md. */
export interface InvoiceNumber {
  /** What tells this invoice from all others, where the number is usable. */
  identity?: string;
  /** In Chinese, why the number cannot be one; then the invoice does not count. */
  problem?: string;
  /** In Chinese, what should be added although the invoice counts. */
  gap?: string;
}

/** Digits as printed: no spaces, no leading apostrophe of Excel, half width. */
function digitsOf(text: string): string {
  return text.length > 200 ? text : text.normalize('NFKC').replace(/[\s\u200b\ufeff'’‘`]/g, '');
}

/**
 * Reads the number (and code) of an invoice: 数电发票 has 20 digits, the first two its year of issue;
 * a tax-control invoice has 8, and is unique only with its code of 10 or 12.
 * @param issuedDay day of issue, `YYYY-MM-DD`, if known; the year of a 20-digit number must be its.
 */
export function readInvoiceNumber(invoice: Invoice, issuedDay: string | undefined): InvoiceNumber {
  const number = digitsOf(invoice.number);
  const code = digitsOf(invoice.code ?? '');
  if (number === '' || /^[-—/]+$/.test(number)) return { problem: '没有填写发票号' };
  if (/^\d+(\.\d+)?e\+?\d+$/i.test(number))
    return { problem: `发票号“${number}”是表格软件改写的科学计数，原号码已丢失` };
  if (!/^\d+$/.test(number)) return { problem: `发票号“${excerpt(number)}”含有数字以外的字符` };
  if (number.length === 20) {
    const year = issuedDay?.slice(2, 4);
    if (year !== undefined && number.slice(0, 2) !== year)
      return {
        identity: number,
        problem: `发票号前两位“${number.slice(0, 2)}”与开票年份 ${issuedDay?.slice(0, 4)} 不符`,
      };
    // Excel keeps 15 digits of a number and writes 0 for the rest.
    if (/0{5}$/.test(number))
      return { identity: number, gap: '发票号末五位全为 0，可能被表格软件截断，请与原票核对' };
    return { identity: number };
  }
  if (number.length === 8) {
    if (code === '') return { identity: `/${number}`, gap: '8 位发票号还需填写 10 位或 12 位发票代码' };
    if (!/^(\d{10}|\d{12})$/.test(code))
      return { problem: `发票代码“${excerpt(code)}”不是 10 位或 12 位数字` };
    return { identity: `${code}/${number}` };
  }
  return { problem: `发票号“${excerpt(number)}”为 ${number.length} 位，应为 20 位，或 8 位并有发票代码` };
}
