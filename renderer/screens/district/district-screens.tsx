import type { View } from '../../shell/navigation.tsx';
import { BatchScreen } from './batch-screen.tsx';
import { BatchesScreen } from './batches/batches-screen.tsx';
import { NewBatchScreen } from './batches/new-batch-screen.tsx';
import './district.css';

type DistrictView = Extract<View, { screen: 'batches' | 'newBatch' | 'batch' }>;

/** 区县汇总: what a district office does, apart from what an applicant does. */
export function DistrictScreens({ view }: { view: DistrictView }) {
  switch (view.screen) {
    case 'batches':
      return <BatchesScreen />;
    case 'newBatch':
      return <NewBatchScreen />;
    case 'batch':
      return <BatchScreen key={view.batchId} batchId={view.batchId} pane={view.pane} />;
  }
}
