import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import type { HistoryEntry } from '../../../shared/contract/drafts.ts';
import type { Form } from '../../../shared/form/definition.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { EMPTY, subjectWords } from './change-words.ts';

const revisionOf = (state: DraftState) => state.revision;

interface VersionSheetProps {
  entry: HistoryEntry;
  /** “今天 14:03” */
  when: string;
  form: Form;
  known: readonly Finding[];
  isRestoring: boolean;
  /** Nothing can be put back. */
  locked: boolean;
  restore: () => void;
  /** Goes to the comparison of this version with the present. */
  compare: () => void;
  onClose: () => void;
}

/** An earlier version to look at: field by field what it has that is others now. Nothing can be changed in it. */
export function VersionSheet(props: VersionSheetProps) {
  const { entry, when, form, known, isRestoring, locked, restore, compare, onClose } = props;
  const session = useSession();
  const { draftId } = session;
  const revision = useDraftState(revisionOf);
  const { data, error } = useQuery({
    queryKey: ['version', draftId, entry.revision, revision],
    queryFn: async () => {
      await session.flush();
      return (await call('readVersion', { draftId, version: entry.revision })).differences;
    },
  });
  return (
    <Sheet
      title={`${when} 的版本（只能查看）`}
      kind="full"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          <Button onClick={compare}>对比并导出修改说明</Button>
          <Button
            type="primary"
            loading={isRestoring}
            disabled={locked || data === undefined || data.length === 0}
            onClick={restore}
          >
            恢复到此版本
          </Button>
        </>
      }
    >
      {error === null ? null : <p role="alert">{messageOf(error)}</p>}
      {data === undefined && error === null ? <Spin description="正在读取……" /> : null}
      {data?.length === 0 ? <p>这个版本和现在的内容相同。</p> : null}
      {data === undefined || data.length === 0 ? null : (
        <>
          <p>
            与现在的内容相比，有 {data.length}{' '}
            项不同。恢复到此版本会把这些项改回当时的内容；现在的内容留在历史里，可以再恢复。
          </p>
          <table className="version-differences">
            <thead>
              <tr>
                <th scope="col">填报项</th>
                <th scope="col">当时</th>
                <th scope="col">现在</th>
              </tr>
            </thead>
            <tbody>
              {data.map((each) => (
                <tr key={`${each.what} ${each.subject}`}>
                  <th scope="row">{subjectWords(form, known, each)}</th>
                  <td>{each.before === '' ? EMPTY : each.before}</td>
                  <td>{each.after === '' ? EMPTY : each.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Sheet>
  );
}
