import { oneLine, printAnswer } from '../../shared/form/print-answer.ts';
import { openPackageDraft, PACKAGE_DRAFT } from '../package/draft-file.ts';
import type { DeliverySource } from './delivery-source.ts';

/** What accompanying papers and letters say of a package, as its book prints it; empty where nothing was filled in. */
export interface DeliveryFacts {
  applicant: string;
  creditCode: string;
  programme: 'benchmark' | 'product';
  programmeName: string;
  /** Full title of the form. */
  title: string;
  noticeNumber: string;
  /** Paper copies that the notice wants. */
  paperCopies: number;
  destinationDistrict: string;
  /** “张三 023-12345678” */
  contact: string;
  twinCode: string;
  incomplete: boolean;
  boundPages: number;
  files: number;
  bytes: number;
}

/** @throws draftUnreadable, draftUnknownNotice and what else `openPackageDraft` throws */
export async function readDeliveryFacts(
  source: DeliverySource,
  signal?: AbortSignal,
): Promise<DeliveryFacts> {
  const { manifest, files } = source;
  const opened = await openPackageDraft(source.placeOf(PACKAGE_DRAFT), new Map(), signal);
  try {
    const { form, draft, notice } = opened;
    const answer = (field: string) => printAnswer(form, draft, field);
    return {
      applicant: answer('applicantName'),
      creditCode: answer('creditCode'),
      programme: form.programme,
      programmeName: form.shownName,
      title: form.title,
      noticeNumber: notice.number,
      paperCopies: notice.copies.paper,
      destinationDistrict: oneLine(manifest.destinationDistrict),
      contact: [answer('contactName'), answer('contactPhone')].filter((part) => part !== '').join(' '),
      twinCode: manifest.twinCode,
      incomplete: manifest.incomplete,
      boundPages: manifest.pages.bound,
      files: files.length,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    };
  } finally {
    await opened.close();
  }
}
