import { useQuery } from '@tanstack/react-query';
import { Button, Input, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { Sheet } from '../../shell/sheet.tsx';

type Licence = CallOutput<'listLicences'>['licences'][number];

/** The licences of all that ships with the program, to be searched and read. */
export function LicencesSheet({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['licences'],
    queryFn: async () => (await call('listLicences')).licences,
  });
  const [search, setSearch] = useState('');
  const [read, setRead] = useState<Licence>();
  const word = useDeferredValue(search.trim().toLowerCase());
  const found = (data ?? []).filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(word));
  return (
    <Sheet title="开源许可证" onClose={onClose}>
      {error === null ? null : (
        <p role="alert">
          {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
        </p>
      )}
      {data === undefined && error === null ? <Spin description="正在读取……" /> : null}
      {data === undefined ? null : (
        <>
          <Input
            type="search"
            allowClear
            aria-label="查找许可证"
            placeholder="按名称或许可证查找"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <p className="quiet" role="status">
            {found.length === 0 ? '没有找到。' : `共 ${found.length} 个，点开可读全文。`}
          </p>
          <ul className="licence-list">
            {found.map((each) => (
              <li key={`${each.name} ${each.version}`}>
                <button type="button" onClick={() => setRead(each)}>
                  <span className="licence-name">
                    {each.name} <span className="quiet">{each.version}</span>
                  </span>
                  <span>{each.licence}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {read === undefined ? null : (
        <Sheet title={`${read.name} ${read.version} · ${read.licence}`} onClose={() => setRead(undefined)}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by the keyboard too */}
          <pre className="licence-text" tabIndex={0}>
            {read.text}
          </pre>
        </Sheet>
      )}
    </Sheet>
  );
}
