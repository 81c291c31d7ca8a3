import { z } from 'zod';
import { settingsSchema } from '../../shared/contract/program.ts';
import type { StoreContext } from './store-context.ts';

/** Every setting with the shape of its value; a new one is a line here. */
export const settingSchemas = {
  ...settingsSchema.shape,
  window: z.strictObject({
    x: z.number().int(),
    y: z.number().int(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    maximised: z.boolean(),
  }),
  /** Folder that the last export went to, where the next dialog opens. */
  lastExportFolder: z.string().max(4_000),
  /** The draft that was open last; null for the list. */
  lastDraft: z.string().max(100).nullable(),
} as const;
export type SettingName = keyof typeof settingSchemas;
export type SettingValue<N extends SettingName> = z.infer<(typeof settingSchemas)[N]>;

// TypeScript does not see that a schema picked by N is the schema of N.
const schemas: { [N in SettingName]: z.ZodType<SettingValue<N>> } = settingSchemas;
function schemaOf<N extends SettingName>(name: N): z.ZodType<SettingValue<N>> {
  return schemas[name];
}

/** Settings of the whole program; those of a draft stand with the draft. */
export class Settings {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** A setting, or undefined where it was never set or an older version's value does not fit any more. */
  get<N extends SettingName>(name: N): SettingValue<N> | undefined {
    const text = this.#context.read(() =>
      this.#context.database
        .prepare<[string], string>('SELECT value_json FROM settings WHERE key = ?')
        .pluck()
        .get(name),
    );
    if (typeof text !== 'string') return undefined;
    const value = schemaOf(name).safeParse(JSON.parse(text));
    return value.success ? value.data : undefined;
  }

  /** @throws ZodError for a value that is none of this setting's, diskFull, storeMoved */
  set<N extends SettingName>(name: N, value: SettingValue<N>): void {
    const text = JSON.stringify(schemaOf(name).parse(value));
    this.#context.write(() =>
      this.#context.database
        .prepare(
          'INSERT INTO settings (key, value_json) VALUES (?, ?) ON CONFLICT DO UPDATE SET value_json = excluded.value_json',
        )
        .run(name, text),
    );
  }
}
