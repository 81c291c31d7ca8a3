/**
 * What reading an evidence or figure file told: plain data that the rules judge, so that rules stay
 * pure. Made by `electron/evidence`, keyed by the file's path inside the draft.
 */

export type EvidenceKind =
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'tiff'
  | 'gif'
  | 'bmp'
  | 'heic'
  | 'avif'
  | 'xlsx'
  | 'xls'
  | 'xlsb'
  | 'docx'
  | 'doc'
  | 'ofd'
  | 'zip'
  | 'xml'
  | 'text'
  | 'unknown';

/** Why a file cannot go into the book. */
export type EvidenceProblem =
  | { code: 'missing' }
  | { code: 'empty' }
  | { code: 'encrypted' }
  | { code: 'damaged'; detail: string }
  | { code: 'noPages' }
  /** `reason` goes after the file's name (“是 Word 文档，不能直接装订”), `remedy` says what to do. */
  | { code: 'unsupported'; reason?: string; remedy: string }
  | { code: 'tooLarge'; bytes: number; limitBytes: number }
  | { code: 'changed'; expected: string; actual: string };

export interface PageFacts {
  /** Size as shown upright, after /Rotate or EXIF, millimetres (pictures: as placed on A4). */
  widthMm: number;
  heightMm: number;
  landscape: boolean;
  /** The bound book turns it to stand upright, unless the applicant turns it by hand; absent: it does not. */
  turned?: boolean;
  /** Dots per inch at A4 for a scanned page or picture; absent for pages of text. */
  dpi?: number;
  /** Nothing but (nearly) one colour. */
  blank: boolean;
}

export interface FileFacts {
  path: string;
  bytes: number;
  sha256: string;
  kind: EvidenceKind;
  /** Pages it fills in the bound book. */
  pages: PageFacts[];
  /** Pixels of a picture after EXIF turning. */
  pixels?: { width: number; height: number };
  problem?: EvidenceProblem;
  /** Comments, tracked changes, signatures or other things a person should know of, in codes. */
  remarks: ('signed' | 'ownerLocked' | 'hasComments' | 'exifRotated' | 'cmyk')[];
}

/** Facts of all files that a draft names, by their path inside it. */
export type DraftFacts = Record<string, FileFacts>;
