import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { call, messageOf } from '../../bridge-calls.ts';

/** Which typefaces the PDF is set in here, and what that means. */
export function FontsCard() {
  const { data, error, refetch } = useQuery({
    queryKey: ['fonts'],
    queryFn: async () => (await call('listFonts')).fonts,
  });
  const bundled = data?.filter(({ source }) => source === 'bundled').length ?? 0;
  return (
    <section className="card" aria-labelledby="settings-fonts">
      <h2 id="settings-fonts">PDF 使用的字体</h2>
      {error === null ? null : (
        <p role="alert">
          {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
        </p>
      )}
      {data === undefined && error === null ? <Spin description="正在查找字体……" /> : null}
      {data === undefined ? null : (
        <>
          <table className="font-table">
            <thead>
              <tr>
                <th scope="col">用处</th>
                <th scope="col">字体</th>
                <th scope="col">来源</th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ role, family, source }) => (
                <tr key={role}>
                  <td>{role}</td>
                  <td>{family}</td>
                  <td>{source === 'installed' ? '这台电脑已安装' : '申报匣自带'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="quiet">
            {bundled === 0
              ? '公文常用的字体这台电脑都有，PDF 与 Word 的字形一致。'
              : '没有安装的公文字体，PDF 用自带的开源字体代替，内容和版式不变，只是字形略有不同。'}
            Word 文件按公文字体的名称排版，在装有这些字体的电脑上打开就会显示。
          </p>
        </>
      )}
    </section>
  );
}
