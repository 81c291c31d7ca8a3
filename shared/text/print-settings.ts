/** What must be set in whichever print dialog, in the words that all of them have; a line a setting. */
export function printSettings(copies: number): string[] {
  return [
    `份数填 ${copies}，勾选“逐份打印”。`,
    '纸张选 A4，缩放选“实际大小”（100%），不要选“适合页面”。',
    '选“双面打印”，沿长边翻转；打印机不能双面的，选单面。',
    '彩色页和装订次序见“盖章与装订说明”。',
  ];
}
