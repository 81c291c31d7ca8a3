import type { Batch } from '../../../shared/intake/batch.ts';

/** A batch of 渝北区 that collects both programmes. */
export function batchOf(more: Partial<Batch> = {}): Batch {
  return {
    ...{ batchId: 'b', name: '2025年申报', notice: 'cq-2025-40', programmes: ['benchmark', 'product'] },
    ...{ district: '渝北区', recommender: '重庆市渝北区经济和信息化委员会' },
    ...{ contactName: '李明', contactPhone: '023-67821234', recommendation: '' },
    createdAt: '2025-10-20T00:00:00Z',
    ...more,
  };
}
