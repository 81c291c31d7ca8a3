import { Cascader } from 'antd';
import { useState } from 'react';
import { industryByCode } from '../../../shared/reference/industries.ts';
import { codePath, foundRanks, type IndustryOption, industryOptions, pathAbove } from './industry-options.ts';

interface IndustryCascaderProps {
  level: 'division' | 'class';
  /** A code, or nothing chosen. */
  code: string | undefined;
  choose: (code: string | null) => void;
  placeholder: string;
  /** Ids and states of the control. */
  control: { id?: string; 'aria-describedby'?: string; 'aria-label'?: string; 'aria-invalid'?: boolean };
}

/** A found entry: code and name, and where it stands below. */
function Found({ path }: { path: readonly IndustryOption[] }) {
  const industry = industryByCode(path.at(-1)?.value ?? '');
  if (industry === undefined) return null;
  return (
    <span className="industry-found">
      <span>
        {industry.code} {industry.name}
      </span>
      <span className="industry-path">{pathAbove(industry)}</span>
    </span>
  );
}

/** GB/T 4754 by search (code or words) or by its tree; both by keyboard. */
export function IndustryCascader({ level, code, choose, placeholder, control }: IndustryCascaderProps) {
  const [opened, setOpened] = useState(false);
  const { 'aria-invalid': invalid, ...names } = control;
  return (
    <Cascader<IndustryOption>
      {...names}
      className="picker"
      status={invalid === true ? 'error' : ''}
      options={opened ? industryOptions(level) : []}
      onOpenChange={(open) => {
        if (open) setOpened(true);
      }}
      value={code === undefined ? [] : codePath(code)}
      onChange={(path) => choose(path?.at(-1) ?? null)}
      displayRender={() => {
        const industry = code === undefined ? undefined : industryByCode(code);
        return industry === undefined ? '' : `${industry.code} ${industry.name}`;
      }}
      showSearch={{
        filter: (typed, path) => foundRanks(typed, level).has(path.at(-1)?.value ?? ''),
        sort: (one, other, typed) => {
          const ranks = foundRanks(typed, level);
          const rankOf = (path: IndustryOption[]) => ranks.get(path.at(-1)?.value ?? '') ?? 0;
          return rankOf(one) - rankOf(other);
        },
        render: (_, path) => <Found path={path} />,
        limit: 200,
      }}
      placeholder={placeholder}
      notFoundContent="没有找到。可以换一个词，或清空后按门类逐级查找。"
      classNames={{ popup: { root: 'industry-popup' } }}
    />
  );
}
