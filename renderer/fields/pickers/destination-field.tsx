import type { Finding } from '../../../shared/rules/finding.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import { FieldFrame } from '../field-frame.tsx';
import { useFieldHistory } from '../field-history.ts';
import { destinationOf } from './district-field.tsx';
import { DistrictSelect } from './district-select.tsx';
import './pickers.css';

/**
 * 报送区县: the district that the package goes to. 附件3 has no field for it and 附件1 prints 所属区县, so it
 * is asked apart and not printed (design.md 14).
 */
export function DestinationField({ findings }: { findings: readonly Finding[] }) {
  const { form } = useSession();
  const history = useFieldHistory();
  const value = useDraftState(destinationOf);
  const hasOwn = form.programme === 'benchmark';
  return (
    <FieldFrame
      field={{
        id: 'destinationDistrict',
        label: '报送区县',
        notPrinted: true,
        guidance: hasOwn
          ? '随“申报表”的所属区县；材料报送到生产经营所在地的区县经信部门。'
          : '材料报送到生产经营所在地的区县经信部门，不直接报市里；写入材料清单，不印在申报书上。',
      }}
      findings={findings}
      undo="field"
    >
      <DistrictSelect
        value={value === '' ? null : value}
        choose={(name) =>
          history.apply('destinationDistrict', [{ kind: 'destinationDistrict', value: name }])
        }
        thresholds={false}
      />
    </FieldFrame>
  );
}
