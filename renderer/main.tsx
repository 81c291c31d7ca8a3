import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { CallOutput } from '../shared/contract.ts';
import { bridge } from './bridge.ts';

/** The first screen until the real ones stand: which notice the program serves. */
function FirstScreen() {
  const [notice, setNotice] = useState<CallOutput<'readNotice'>>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    bridge
      .readNotice({ notice: null })
      .then((answer) => (answer.ok ? setNotice(answer.value) : setProblem(answer.error.message)))
      .catch((error: unknown) => setProblem(String(error)));
  }, []);
  if (problem !== '') return <p role="alert">{problem}</p>;
  if (notice === undefined) return <p>正在打开……</p>;
  return (
    <main>
      <h1>申报匣</h1>
      <p>{notice.notice.number}</p>
      <p>{notice.notice.title}</p>
      <p>区县受理截止：{notice.notice.deadlines.district.date}</p>
    </main>
  );
}

// Saving comes with the screens; what is not there need not be saved.
bridge.onFlushRequested((request) => void bridge.flushed(request));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <FirstScreen />
  </StrictMode>,
);
