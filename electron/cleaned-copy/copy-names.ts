/**
 * How a copy for others is known, to people and to the program: none of these names is one of a package's, and where
 * `COPY_NOTE` lies nobody looks for a manifest.
 */
export const COPY_NOTE = '对外副本说明.txt';
export const COPY_WORD = '申报书（对外副本）.docx';
export const COPY_PDF = '申报书（对外副本）.pdf';
export const COPY_EVIDENCE = '佐证材料（已清理）';
/** Part of the folder's name, and of the words on every page. */
export const COPY_TITLE = '对外副本（已去除个人信息）';
export const COPY_WATERMARK = '对外副本';

/** What a copy is to somebody who takes it for a package. Without a full stop. */
export const COPY_IS_NO_PACKAGE =
  '这是“对外副本（已去除个人信息）”，供他人参阅，不是申报包，不能报送，也不用核对；正式材料请用导出的申报包';
