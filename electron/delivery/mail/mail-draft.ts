import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import MailComposer from 'nodemailer/lib/mail-composer';

export interface MailDraft {
  /** Mailbox that it goes to; left out, the person writes it. */
  to?: string;
  subject: string;
  text: string;
  attachments: readonly { name: string; file: string }[];
}

const CONTENT_TYPES: Record<string, string> = {
  '.zip': 'application/zip',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Writes a mail as an `.eml` file that has no sender yet. `X-Unsent` makes Outlook, and the
 * programs that follow it, open it as a draft to be sent. Nothing is sent: there is no transport. The message's id
 * names no machine; the mail program gives its own when it sends.
 *
 * @param target a new file; flushed to the disk
 */
export async function writeMailDraft(target: string, draft: MailDraft, signal?: AbortSignal): Promise<void> {
  const options = signal === undefined ? {} : { signal };
  const composer = new MailComposer({
    ...(draft.to === undefined ? {} : { to: draft.to }),
    subject: draft.subject,
    text: draft.text,
    textEncoding: 'base64',
    messageId: `<${randomUUID()}@dossier.invalid>`,
    headers: { 'X-Unsent': '1' },
    disableUrlAccess: true,
    disableFileAccess: true,
    attachments: draft.attachments.map(({ name, file }) => ({
      filename: name,
      contentType: CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
      contentTransferEncoding: 'base64',
      content: createReadStream(file, options),
    })),
  });
  await pipeline(composer.compile().createReadStream(), createWriteStream(target, { flags: 'wx' }), options);
  const written = await open(target, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
}
