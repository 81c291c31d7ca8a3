import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { z } from 'zod';
import { systemErrorCode } from '../package/file-errors.ts';
import { sweepTemporaryFolders } from '../package/temporary-folder.ts';
import type { Log } from '../window/log.ts';

const notesSchema = z.array(z.string());
/** Sticks that may come back. */
const MOST_ABSENT = 20;

function isThere(place: string): Promise<boolean> {
  return access(place).then(
    () => true,
    () => false,
  );
}

/**
 * The folders that jobs are just writing to, noted in a file: after the power went, the next start knows where
 * half-written things lie, which nobody sees. Noting is a courtesy; where it fails, the work goes on.
 */
export class PlacesInWork {
  readonly #file: string;
  readonly #fresh: string;
  readonly #log: Log;
  readonly #counts = new Map<string, number>();

  /** @param file in the data folder */
  constructor(file: string, log: Log) {
    this.#file = file;
    this.#fresh = `${file}.new`;
    this.#log = log;
  }

  /** Notes folders until the work in them is over; one that went away in the midst of it, a pulled stick, until a start finds it again. */
  async during<T>(places: readonly string[], work: () => Promise<T>): Promise<T> {
    this.#change(places, 1);
    try {
      return await work();
    } catch (error) {
      for (const place of places) if (!(await isThere(place))) this.#change([place], 1);
      throw error;
    } finally {
      this.#change(places, -1);
    }
  }

  /**
   * Sweeps the folders that the last run was writing to when it ended. To be called at the start, before any
   * work. A medium that is not plugged in stays noted, for a start that finds it.
   */
  async sweep(): Promise<void> {
    const noted = this.#noted();
    const absent: string[] = [];
    // Noted still: this run, too, may be broken off.
    await this.during(noted, async () => {
      for (const place of noted) {
        try {
          await sweepTemporaryFolders(place);
        } catch (error) {
          if (systemErrorCode(error) === 'ENOENT') absent.push(place);
          else this.#log('problem', 'sweeping a place of the last run', error);
        }
      }
    });
    this.#change(absent.slice(-MOST_ABSENT), 1);
    rmSync(this.#fresh, { force: true });
    if (this.#counts.size === 0) rmSync(this.#file, { force: true });
  }

  #noted(): string[] {
    try {
      return notesSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') this.#log('problem', 'places of the last run', error);
      return [];
    }
  }

  #change(places: readonly string[], by: 1 | -1): void {
    if (places.length === 0) return;
    for (const place of places) {
      const count = (this.#counts.get(place) ?? 0) + by;
      if (count > 0) this.#counts.set(place, count);
      else this.#counts.delete(place);
    }
    try {
      if (this.#counts.size === 0) rmSync(this.#file, { force: true });
      else this.#write();
    } catch (error) {
      this.#log('problem', 'noting places', error);
    }
  }

  /** The note of before stays until the new one is whole. */
  #write(): void {
    writeFileSync(this.#fresh, JSON.stringify([...this.#counts.keys()]), { mode: 0o600, flush: true });
    renameSync(this.#fresh, this.#file);
  }
}
