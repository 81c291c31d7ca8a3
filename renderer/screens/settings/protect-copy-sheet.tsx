import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call, messageOf } from '../../bridge-calls.ts';
import { useNewPassword } from '../../shell/password/password-box.tsx';
import { Sheet } from '../../shell/sheet.tsx';

interface ProtectCopyProps {
  /** There is a place already; else it is asked for. */
  hasPlace: boolean;
  onClose: () => void;
}

/** The second copy gets a password, or another one. */
export function ProtectCopySheet({ hasPlace, onClose }: ProtectCopyProps) {
  const client = useQueryClient();
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const protect = async (password: string) => {
    setWorking(true);
    setProblem(undefined);
    try {
      const view = await call('protectSecondCopy', { password });
      client.setQueryData(['secondCopy'], view);
      // The dialog for the place was closed: what was typed stays.
      if (view.folder !== null) onClose();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setWorking(false);
    }
  };
  const { boxes, submit } = useNewPassword('这些备份', (password) => void protect(password));
  return (
    <Sheet
      title="给第二份备份设密码"
      kind="middle"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>不设密码</Button>
          <Button type="primary" loading={isWorking} onClick={submit}>
            {hasPlace ? '设密码并重新复制' : '选择位置并设密码……'}
          </Button>
        </>
      }
    >
      <p>
        第二份备份的内容和佐证材料都会加密，U
        盘丢了别人也看不到。平时自动复制不用输入密码，只在取回时要。这台电脑上的备份不加密。
      </p>
      {boxes}
      {problem === undefined ? null : (
        <p role="alert" className="password-problem">
          {problem}
        </p>
      )}
    </Sheet>
  );
}
