import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** `npm run demo`: both example applications, from draft to complete package, in ./out. */
const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'out', 'demo');

function cli(...parameters: string[]): string {
  const done = spawnSync(
    process.execPath,
    ['--optimize-for-size', path.join(root, 'electron', 'cli.ts'), ...parameters],
    {
      cwd: root,
      env: { ...process.env, INIT_CWD: root },
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    },
  );
  if (done.status !== 0) {
    console.error(`没有完成：${parameters.join(' ')}`);
    process.exit(done.status ?? 2);
  }
  return done.stdout.trim();
}

// Only what an earlier demo made: a package is never written over another.
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const packages = (['benchmark', 'product'] as const).map((programme) => {
  console.error(`\n── ${programme === 'benchmark' ? '标杆企业（附件1）' : '“小快轻准”（附件3）'}示例`);
  const draft = cli('example', programme, '--out', path.join(out, 'drafts'));
  return cli('export', draft, '--out', out);
});
console.log(`\n两份示例申报包已生成：\n${packages.map((each) => `  ${each}`).join('\n')}`);
console.log('先看其中的“03-申报书成册(含佐证材料).pdf”和“01-申报书.docx”。');
