import { PACKAGE_SIGNS } from '../../shared/package-signs.ts';
import { BINDING_FILE } from './binding-book.ts';
import { CHECKLIST_FILE } from './checklist-book.ts';
import { PACKAGE_DRAFT } from './draft-file.ts';
import { EVIDENCE_FOLDER } from './draft-files.ts';
import { MANIFEST_FILE } from './manifest.ts';

/** The package's files and what each is for (design.md, Package). */
export const DOCX_FILE = PACKAGE_SIGNS.word;
export const PDF_FILE = '02-申报书.pdf';
export const BOUND_FILE = '03-申报书成册(含佐证材料).pdf';
export const LEDGER_FILE = '05-数字化转型投入明细表.xlsx';
/** Only in a package whose sealed pages are back in place. */
export const SEALED_FILE = '06-申报书成册(已盖章).pdf';
export const SCANS_FOLDER = '07-盖章页扫描';

export function describeParts(hasEvidence: boolean, hasLedger: boolean): { path: string; purpose: string }[] {
  return [
    { path: DOCX_FILE, purpose: '申报书 Word 版，按通知报送电子版' },
    { path: PDF_FILE, purpose: '申报书 PDF 版，与 Word 内容相同' },
    { path: BOUND_FILE, purpose: '打印装订用：申报书和全部证明材料，页码连续' },
    ...(hasEvidence ? [{ path: `${EVIDENCE_FOLDER}/`, purpose: '证明材料原件，按清单次序编号' }] : []),
    ...(hasLedger ? [{ path: LEDGER_FILE, purpose: '数字化转型投入明细表及发票清单' }] : []),
    { path: CHECKLIST_FILE, purpose: '本清单' },
    { path: BINDING_FILE, purpose: '签字盖章处、打印份数、装订次序' },
    { path: PACKAGE_DRAFT, purpose: '填报内容，供申报匣重新打开和核对' },
    { path: MANIFEST_FILE, purpose: '文件校验清单' },
  ];
}
