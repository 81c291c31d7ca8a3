import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { SecondCopy } from '../../../shared/contract/program.ts';
import { momentWords } from '../../../shared/text/moment-words.ts';
import { call } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { ProtectCopySheet } from './protect-copy-sheet.tsx';
import './settings.css';

type SecondCopyCall = 'chooseSecondCopy' | 'runSecondCopy' | 'endSecondCopy' | 'unprotectSecondCopy';

const KEY = ['secondCopy'];
/** While a copy is being made. Milliseconds. */
const ASK_AGAIN = 1_000;

const PROTECTED_WORDS = '● 已加密，取回时要输入密码。换密码后另存一份新的，原来的仍用原来的密码。';
const PLAIN_WORDS = '○ 没有密码，拿到 U 盘或能看到这个文件夹的人都能读。';

function stateWords({ copiedAt, running, problem }: SecondCopy, now: Date): string {
  if (running) return '正在复制……';
  if (copiedAt === null) return '还没有复制过。';
  if (problem !== null) return `上一次复制成功是${momentWords(copiedAt, now)}。`;
  return `✓ ${momentWords(copiedAt, now)} 复制过，读回核对一致。`;
}

/** The second copy of the backups: where, how far, and what keeps it from being made. */
export function SecondCopyPart() {
  const client = useQueryClient();
  const { tellError } = useToasts();
  const [isAsking, setAsking] = useState(false);
  const [asksPassword, setAsksPassword] = useState(false);
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => call('readSecondCopy'),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.running === true ? ASK_AGAIN : false),
  });
  if (data === undefined) return null;
  const ask = async (name: SecondCopyCall) => {
    setAsking(true);
    try {
      client.setQueryData(KEY, await call(name));
    } catch (problem) {
      tellError(problem);
    } finally {
      setAsking(false);
    }
  };
  const { folder, problem, sameDisk, isProtected, plainLeft } = data;
  return (
    <section className="second-copy" aria-labelledby="settings-second-copy">
      <h3 id="settings-second-copy">第二份备份</h3>
      {folder === null ? (
        <>
          <p className="quiet">
            存到 U
            盘、移动硬盘或网盘的同步文件夹，连同佐证材料；每次备份后自动补上新的内容，电脑损坏时可以用它恢复。
          </p>
          <div className="second-copy-actions">
            <Button loading={isAsking} onClick={() => void ask('chooseSecondCopy')}>
              选择位置……
            </Button>
            <Button disabled={isAsking} onClick={() => setAsksPassword(true)}>
              选择位置并设密码……
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="settings-path">{folder}</p>
          <p role="status">{stateWords(data, new Date())}</p>
          {problem === null ? null : <p className="backup-problem">▲ {problem}</p>}
          <p className="quiet">{isProtected ? PROTECTED_WORDS : PLAIN_WORDS}</p>
          {plainLeft === null ? null : (
            <p>
              以前没有密码的那一份还在：<span className="settings-path">{plainLeft}</span>
              。新的一份复制成功后，请自己把它删除，别人才看不到。
            </p>
          )}
          {sameDisk && problem === null ? (
            <p className="quiet">
              这个位置和申报匣的数据在同一个磁盘上；如果不是网盘的同步文件夹，磁盘损坏时两份会一起丢失。
            </p>
          ) : null}
          <div className="second-copy-actions">
            <Button loading={isAsking || data.running} onClick={() => void ask('runSecondCopy')}>
              现在复制
            </Button>
            <Button disabled={isAsking} onClick={() => void ask('chooseSecondCopy')}>
              换一个位置……
            </Button>
            <Button disabled={isAsking} onClick={() => setAsksPassword(true)}>
              {isProtected ? '换密码……' : '设密码……'}
            </Button>
            {isProtected ? (
              <Button disabled={isAsking} onClick={() => void ask('unprotectSecondCopy')}>
                以后不加密
              </Button>
            ) : null}
            <Button disabled={isAsking} onClick={() => void ask('endSecondCopy')}>
              不再复制
            </Button>
          </div>
        </>
      )}
      {asksPassword ? (
        <ProtectCopySheet hasPlace={folder !== null} onClose={() => setAsksPassword(false)} />
      ) : null}
    </section>
  );
}
