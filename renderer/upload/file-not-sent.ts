/** A file that cannot be taken; the message is plain Chinese. */
export class FileNotSent extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FileNotSent';
  }
}
