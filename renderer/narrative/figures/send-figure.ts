import { type FigureAdded, LARGEST_CHUNK } from '../../../shared/contract/evidence.ts';
import { call } from '../../bridge-calls.ts';

/** A clipboard picture has no name; one that is too long for the contract is cut, its ending kept. */
function nameOf(file: File): string {
  const name = file.name.replace(/[/\\\0]/g, '_').slice(-255);
  return name === '' ? '截图.png' : name;
}

/**
 * Sends a dropped or pasted picture to the program, in pieces.
 *
 * @param onProgress share that was received, 0 to 1
 * @throws CallError; when `signal` is aborted, its reason
 */
export async function sendFigure(
  draftId: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<FigureAdded> {
  signal.throwIfAborted();
  const { uploadId } = await call('beginUpload', {
    draftId,
    target: { kind: 'figure' },
    name: nameOf(file),
    bytes: file.size,
  });
  try {
    for (let offset = 0; offset < file.size; offset += LARGEST_CHUNK) {
      signal.throwIfAborted();
      const bytes = new Uint8Array(await file.slice(offset, offset + LARGEST_CHUNK).arrayBuffer());
      const { received } = await call('sendChunk', { uploadId, offset, bytes });
      onProgress(received / file.size);
    }
    signal.throwIfAborted();
    const added = await call('finishUpload', { uploadId });
    if (added.outcome !== 'figure') throw new Error(`a figure was sent and ${added.outcome} came back`);
    return added;
  } catch (error) {
    await call('cancelUpload', { uploadId }).catch(() => undefined);
    throw error;
  }
}
