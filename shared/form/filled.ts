import { narrativeDocumentSchema } from '../text/narrative.ts';
import { isEmptyNarrative } from '../text/narrative-text.ts';

/**
 * Whether an answer says anything, for progress: white space, an empty document, a table without a
 * number, a list without entries and an evidence slot without file or reason do not.
 */
export function isFilled(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return /\S/.test(value);
  if (typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.length > 0;
  if ('type' in value && value.type === 'doc') {
    const document = narrativeDocumentSchema.safeParse(value);
    return document.success ? !isEmptyNarrative(document.data) : true;
  }
  if ('invoices' in value) return Array.isArray(value.invoices) && value.invoices.length > 0;
  if ('files' in value || 'none' in value) {
    const files: unknown = Reflect.get(value, 'files');
    const none: unknown = Reflect.get(value, 'none');
    return (Array.isArray(files) && files.length > 0) || (none !== null && none !== undefined);
  }
  return Object.values(value).some(isFilled);
}
