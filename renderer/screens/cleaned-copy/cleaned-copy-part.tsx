import { Button } from 'antd';
import { useState } from 'react';
import { CleanedCopySheet } from './cleaned-copy-sheet.tsx';

/** Beside the export: a copy for others, which is no package. */
export function CleanedCopyPart() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button block onClick={() => setOpen(true)}>
        另存对外副本…
      </Button>
      {isOpen ? <CleanedCopySheet onClose={() => setOpen(false)} /> : null}
    </>
  );
}
