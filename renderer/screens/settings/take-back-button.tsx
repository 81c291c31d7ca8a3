import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { type ChosenCopy, TakeBackSheet } from './take-back-sheet.tsx';

/** The way to a second copy, on the computer that made it or another one. @param onTaken after something may have come */
export function TakeBackButton({ onTaken }: { onTaken?: () => void }) {
  const client = useQueryClient();
  const { show, tellError } = useToasts();
  const [copy, setCopy] = useState<ChosenCopy>();
  const choose = async () => {
    try {
      const chosen = await call('chooseCopyToTakeBack');
      if (chosen.outcome === 'chosen') setCopy(chosen);
      if (chosen.outcome === 'none')
        show({
          kind: 'info',
          text: `这里没有申报匣的第二份备份：${chosen.shown}。请选择名称以“申报匣备份”开头的文件夹，或它所在的 U 盘。`,
        });
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <>
      <Button onClick={() => void choose()}>从第二份备份取回……</Button>
      {copy === undefined ? null : (
        <TakeBackSheet
          copy={copy}
          onClose={() => {
            setCopy(undefined);
            void client.invalidateQueries({ queryKey: ['backups'] });
            onTaken?.();
          }}
        />
      )}
    </>
  );
}
