/** Why a PDF cannot be shown: the message is plain Chinese and can be shown as it is. */
export class PdfProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'PdfProblem';
  }
}

/** A page that takes more time or memory than the window has for it. */
export class TooHeavy extends PdfProblem {
  constructor(cause?: unknown) {
    super('这一页过于复杂，在这里不能显示。文件没有改动；导出时以文件内容为准。', cause);
    this.name = 'TooHeavy';
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');

/** What to say of an error of pdfjs or of our own. */
export function pdfProblem(error: unknown): PdfProblem {
  if (error instanceof PdfProblem) return error;
  switch (nameOf(error)) {
    case 'PasswordException':
      return new PdfProblem('文件已加密，不能显示。请去掉密码另存后重新添加。', error);
    case 'InvalidPDFException':
    case 'FormatError':
      return new PdfProblem('文件已损坏，不能显示。请重新导出或扫描后再添加。', error);
    case 'MissingPDFException':
    case 'ResponseException':
      return new PdfProblem('文件已经不在了，不能显示。请重新添加。', error);
    default:
      return new PdfProblem('这一页不能显示。文件没有改动；导出时以文件内容为准。', error);
  }
}

/** True for what ends because nobody waits for it any more. */
export function isCancelled(error: unknown): boolean {
  return ['AbortError', 'RenderingCancelledException', 'AbortException'].includes(nameOf(error));
}
