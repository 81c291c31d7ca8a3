import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { call } from '../../bridge-calls.ts';
import { useNavigation } from '../../shell/navigation.tsx';
import { TitleBar } from '../../shell/title-bar.tsx';
import { useToasts } from '../../shell/toasts.tsx';

export function HomeScreen() {
  const { goTo } = useNavigation();
  const { tellError } = useToasts();
  const { data } = useQuery({
    queryKey: ['drafts'],
    queryFn: () => call('listDrafts', { bin: false }),
    staleTime: 0,
  });
  const open = (draftId: string) => goTo({ screen: 'draft', draftId, pane: null });
  return (
    <>
      <TitleBar />
      <main className="plain-page">
        <h1>我的申报</h1>
        <Button
          onClick={() =>
            call('createExample', { programme: 'benchmark' }).then(
              ({ draft }) => open(draft.draftId),
              tellError,
            )
          }
        >
          打开示例
        </Button>
        <ul>
          {(data?.drafts ?? []).map((draft) => (
            <li key={draft.draftId}>
              <Button onClick={() => open(draft.draftId)}>{draft.applicantName || '未填写企业名称'}</Button>
            </li>
          ))}
        </ul>
      </main>
    </>
  );
}
