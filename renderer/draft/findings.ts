import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { bridge } from '../bridge.ts';
import { call } from '../bridge-calls.ts';
import { afterPointer } from '../shell/after-pointer.ts';
import { useSession } from './draft-context.tsx';

export type Findings = CallOutput<'readFindings'>;

/** The check of the open draft as it was last saved, for where a check that fails must be told too. */
export function useFindingsQuery() {
  const { draftId } = useSession();
  const client = useQueryClient();
  useEffect(
    () =>
      bridge.onFindingsChanged((changed) => {
        if (changed.draftId === draftId) void client.invalidateQueries({ queryKey: ['findings', draftId] });
      }),
    [client, draftId],
  );
  return useQuery({
    queryKey: ['findings', draftId],
    queryFn: () => call('readFindings', { draftId }),
  });
}

/**
 * What the check says of the open draft as it was last saved; undefined until it was first asked. News
 * wait while the mouse is pressed: lines that come or go would move what is being clicked.
 */
export function useFindings(): Findings | undefined {
  const { data } = useFindingsQuery();
  const [shown, setShown] = useState(data);
  useEffect(() => {
    let isLatest = true;
    afterPointer(() => isLatest && setShown(data));
    return () => {
      isLatest = false;
    };
  }, [data]);
  return shown;
}

/** The findings on a field, those on places inside it (`indicators.2024.revenue`) included. */
export function findingsOfField(findings: Findings | undefined, field: string): Finding[] {
  return (findings?.findings ?? []).filter(
    (finding) => finding.field === field || finding.field?.startsWith(`${field}.`) === true,
  );
}

export function findingsOfSlot(findings: Findings | undefined, slot: string): Finding[] {
  return (findings?.findings ?? []).filter((finding) => finding.evidence === slot);
}

export function findingsOfSection(findings: Findings | undefined, section: string): Finding[] {
  return (findings?.findings ?? []).filter((finding) => finding.section === section);
}
