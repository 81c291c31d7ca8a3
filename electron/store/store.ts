import { Backups } from './backups.ts';
import { BatchEntries } from './batch-entries.ts';
import { Batches } from './batches.ts';
import { Bin } from './bin.ts';
import { disconnect } from './connection.ts';
import { Drafts } from './drafts.ts';
import { Exports } from './exports.ts';
import { History } from './history.ts';
import { Masks } from './masks.ts';
import { Remarks } from './remarks.ts';
import { Settings } from './settings.ts';
import type { StoreContext } from './store-context.ts';
import { StoredFiles } from './stored-files.ts';

/** All that the program keeps, over the one connection. Made by `openStore`. */
export class Store {
  readonly context: StoreContext;
  readonly drafts: Drafts;
  readonly history: History;
  readonly exports: Exports;
  readonly masks: Masks;
  readonly remarks: Remarks;
  readonly batches: Batches;
  readonly entries: BatchEntries;
  readonly bin: Bin;
  readonly files: StoredFiles;
  readonly backups: Backups;
  readonly settings: Settings;

  constructor(context: StoreContext) {
    this.context = context;
    this.drafts = new Drafts(context);
    this.history = new History(context);
    this.exports = new Exports(context);
    this.masks = new Masks(context);
    this.remarks = new Remarks(context);
    this.batches = new Batches(context);
    this.entries = new BatchEntries(context, this.batches);
    this.bin = new Bin(context);
    this.files = new StoredFiles(context);
    this.backups = new Backups(context);
    this.settings = new Settings(context);
  }

  /** Ends the connection and frees the lock. Safe to call more than once; nothing else works afterwards. */
  close(): void {
    disconnect(this.context.database);
  }
}
