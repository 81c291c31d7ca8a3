import { Button } from 'antd';
import type { CallOutput } from '../../../shared/contract.ts';

type Problem = Exclude<CallOutput<'readStartup'>, { state: 'ready' }>;

/** The data could not be opened: what happened, and the ways out. */
export function StartupScreen({ problem, retry }: { problem: Problem; retry: () => void }) {
  return (
    <main className="plain-page" role="alert">
      <h1>申报匣没有打开</h1>
      <p>{problem.message}</p>
      <Button onClick={retry}>再试一次</Button>
    </main>
  );
}
