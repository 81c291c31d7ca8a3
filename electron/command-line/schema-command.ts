import { z } from 'zod';
import { draftSchema } from '../../shared/form/draft.ts';
import { CURRENT_NOTICE } from '../package/known-notices.ts';
import type { Command } from './command.ts';
import { programmeArgument } from './programme-argument.ts';
import { readArguments } from './usage.ts';

/** “X or null” carries the label of X itself, where people and tools look for it. */
function liftLabel(schema: z.core.JSONSchema.BaseSchema): void {
  const described = schema.anyOf?.find((each) => each.type !== 'null' && each.description !== undefined);
  if (schema.description !== undefined || described?.description === undefined) return;
  schema.description = described.description;
  delete described.description;
}

/** `schema <programme>`: the JSON Schema of `draft.json`, every field with its id and the form's label. */
export const schemaCommand: Command = async (parameters, context) => {
  const form = programmeArgument('schema', readArguments(parameters, {}));
  const schema = z.toJSONSchema(draftSchema(form, CURRENT_NOTICE.id), {
    io: 'input',
    override: ({ jsonSchema }) => liftLabel(jsonSchema),
  });
  const titled = { $schema: schema.$schema, title: `${form.title}：draft.json`, ...schema };
  context.print(JSON.stringify(titled, null, 2));
  return 0;
};
