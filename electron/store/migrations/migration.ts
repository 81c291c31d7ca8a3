import type Database from 'better-sqlite3';
import { pragmaNumber } from '../connection.ts';

/**
 * One step of the database's shape. A step that was shipped is never edited, renumbered or removed:
 * the databases of users went through it as it was.
 */
export interface Migration {
  /** The `user_version` that the step leads to. */
  version: number;
  up(database: Database.Database): void;
}

/** @throws Error unless the versions are 1, 2, 3 … in this order */
export function assertInOrder(migrations: readonly Migration[]): void {
  for (const [index, { version }] of migrations.entries()) {
    if (version !== index + 1) throw new Error(`migration ${version} stands where ${index + 1} is expected`);
  }
}

/** The version that a database has after all migrations. */
export function latestVersion(migrations: readonly Migration[]): number {
  assertInOrder(migrations);
  return migrations.length;
}

/**
 * Brings a database to the latest version: all pending steps in one transaction, so that a failure
 * or a crash leaves it as it was. Foreign keys rest meanwhile, as SQLite asks of a table that is
 * rebuilt, and are all checked before the end.
 */
export function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  const latest = latestVersion(migrations);
  const current = pragmaNumber(database, 'user_version');
  if (current >= latest) return;
  database.pragma('foreign_keys = OFF');
  try {
    database
      .transaction(() => {
        for (const migration of migrations.slice(current)) migration.up(database);
        const broken = database.prepare('PRAGMA foreign_key_check').all();
        if (broken.length > 0)
          throw new Error(`migration leaves ${broken.length} rows that point to nothing`);
        database.pragma(`user_version = ${latest}`);
      })
      .immediate();
  } finally {
    database.pragma('foreign_keys = ON');
  }
}
