import { useCallback } from 'react';
import { useToasts } from '../../shell/toasts.tsx';

/** Does something and tells an error instead of throwing it. @returns whether it was done */
export function useTold(): (work: () => Promise<unknown>) => Promise<boolean> {
  const { tellError } = useToasts();
  return useCallback(
    async (work) => {
      try {
        await work();
        return true;
      } catch (error) {
        tellError(error);
        return false;
      }
    },
    [tellError],
  );
}
