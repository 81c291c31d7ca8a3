import { Select } from 'antd';
import { DISTRICTS, type District, findDistrict } from '../../../shared/reference/districts.ts';
import { useControlProps } from '../field-links.ts';

interface DistrictSelectProps {
  value: string | null;
  choose: (name: string | null) => void;
  /** With the least investment that each region asks for. */
  thresholds: boolean;
}

const REGIONS = ['主城都市区', '渝东北', '渝东南'] as const;

function groupLabel(region: string, thresholds: boolean): string {
  const wan = DISTRICTS.find((district) => district.region === region)?.possibleThresholdsWan[0];
  return thresholds && wan !== undefined ? `${region} · 数字化转型投入不低于 ${wan} 万元` : region;
}

function optionLabel({ name, possibleThresholdsWan }: District, thresholds: boolean): string {
  return thresholds && possibleThresholdsWan.length > 1
    ? `${name}（${possibleThresholdsWan.join(' 或 ')} 万元，须核实所属区域）`
    : name;
}

function groupsOf(thresholds: boolean) {
  return REGIONS.map((region) => ({
    label: groupLabel(region, thresholds),
    title: region,
    options: DISTRICTS.filter((district) => district.region === region).map((district) => ({
      value: district.name,
      label: optionLabel(district, thresholds),
      shortName: district.shortName,
    })),
  }));
}
const WITH_THRESHOLDS = groupsOf(true);
const PLAIN = groupsOf(false);

/** The 41 bodies of Chongqing by region; any of a name's characters finds it. */
export function DistrictSelect({ value, choose, thresholds }: DistrictSelectProps) {
  const { 'aria-invalid': invalid, ...control } = useControlProps();
  const known = value === null ? undefined : findDistrict(value);
  const unknown =
    value !== null && known === undefined ? [{ value, label: `${value}（不在区县名单内）` }] : [];
  return (
    <Select
      {...control}
      className="picker"
      status={invalid ? 'error' : ''}
      aria-invalid={invalid}
      options={[...unknown, ...(thresholds ? WITH_THRESHOLDS : PLAIN)]}
      value={known?.name ?? value}
      onChange={(name: string | undefined) => choose(name ?? null)}
      allowClear
      showSearch={{
        filterOption: (typed, option) => {
          const characters = [...typed.replace(/\s/g, '')];
          const name = option !== undefined && 'value' in option ? option.value : '';
          return name !== '' && characters.every((each) => name.includes(each));
        },
      }}
      placeholder="选择或输入区县名称"
      notFoundContent="名单内没有这个区县，请换一个字试试"
      // The threshold stands in the list; in the box, the name.
      labelRender={({ value: chosen, label }) =>
        findDistrict(String(chosen)) === undefined ? label : chosen
      }
      listHeight={256}
    />
  );
}
