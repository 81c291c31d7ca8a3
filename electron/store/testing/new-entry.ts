import { randomUUID } from 'node:crypto';
import type { NewEntry } from '../batch-entries.ts';

/** An entry as a sound package of 重庆示例机械有限公司 makes it, but for what is given. */
export function newEntry(changes: Partial<NewEntry> = {}): NewEntry {
  return {
    entryId: randomUUID(),
    programme: 'benchmark',
    notice: 'cq-2025-40',
    destinationDistrict: '渝北区',
    state: 'intact',
    cameAs: '重庆示例机械有限公司-标杆企业申报-20251015-7K3M-9QXT',
    receivedOn: '2025-10-20',
    values: {
      district: '渝北区',
      applicantName: '重庆示例机械有限公司',
      contactName: '张工',
      contactPhone: '023-68001234',
    },
    creditCode: '91350100M000100Y43',
    twinCode: '7K3M-9QXT',
    createdOn: '2025-10-15',
    pages: 86,
    sealed: false,
    files: 12,
    bytes: 3_000_000,
    problems: [],
    findings: { block: 0, warn: 0 },
    fingerprint: '',
    hasFiles: false,
    ...changes,
  };
}

/** A round of 渝北区 for both programmes. */
export const NEW_BATCH = {
  name: '2025年第一批',
  notice: 'cq-2025-40',
  programmes: ['benchmark', 'product'] as ('benchmark' | 'product')[],
  district: '渝北区',
  recommender: '重庆市渝北区经济和信息化委员会',
  contactName: '王主任',
  contactPhone: '023-67800000',
  recommendation: '',
};
