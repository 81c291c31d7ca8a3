import type { Notice } from '../../shared/form/definition.ts';
import { NOTICE as CQ_2025_40 } from '../../shared/notices/cq-2025-40/notice.ts';

/** Every notice that this version knows; next year's is one more line here. */
const NOTICES: readonly Notice[] = [CQ_2025_40];

/** The notice that new drafts are made for. */
export const CURRENT_NOTICE: Notice = CQ_2025_40;

export function findNotice(id: string): Notice | undefined {
  return NOTICES.find((notice) => notice.id === id);
}
