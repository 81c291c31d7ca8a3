import { readDeliveryFacts } from '../../delivery/delivery-facts.ts';
import { openDeliverySource } from '../../delivery/delivery-source.ts';
import { composeReceipt, type ReceiptMedium } from '../../delivery/receipt-book.ts';
import type { Job } from '../job.ts';
import { writeSidePaper } from './write-side-paper.ts';

export interface ReceiptInput {
  packagePath: string;
  medium: ReceiptMedium;
  target: string;
}

/** 送达回执 and labels for a package, as a PDF; one that is there gives way. */
export const writeReceipt: Job<ReceiptInput, { bytes: number }, never> = async (
  { packagePath, medium, target },
  context,
) => {
  const source = await openDeliverySource(packagePath, context.signal);
  try {
    const book = composeReceipt(await readDeliveryFacts(source, context.signal), medium);
    return await writeSidePaper({ book, target }, context);
  } finally {
    await source.close();
  }
};
