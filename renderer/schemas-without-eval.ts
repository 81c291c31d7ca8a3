import { z } from 'zod';

/**
 * zod tries once whether it may compile schemas to functions. Our policy refuses that, and the browser
 * tells of every refusal. Imported before anything that makes a schema.
 */
z.config({ jitless: true });
