import { type MailInput, type MailResult, writeMail } from '../../delivery/mail/write-mail.ts';
import { type MediumInput, type MediumResult, writeMedium } from '../../delivery/medium/write-medium.ts';
import type { StageReport } from '../../package/stages.ts';
import { calmly } from '../calm-progress.ts';
import type { Job } from '../job.ts';

type Told<I> = Omit<I, 'report' | 'signal'>;

/** A package to a stick. @throws what `writeMedium` throws */
export const deliverToMedium: Job<Told<MediumInput>, MediumResult, StageReport> = (
  input,
  { signal, progress },
) => writeMedium({ ...input, report: calmly(progress), signal });

/** A package as mails. @throws what `writeMail` throws */
export const deliverAsMail: Job<Told<MailInput>, MailResult, StageReport> = (input, { signal, progress }) =>
  writeMail({ ...input, report: calmly(progress), signal });
