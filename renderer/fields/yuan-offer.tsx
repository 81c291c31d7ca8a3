import { Button } from 'antd';
import { useState } from 'react';
import { groupedNumber, plainNumber, readNumber } from '../../shared/form/typed-text.ts';
import { usualMost, wanIfYuan } from '../../shared/form/yuan-offer.ts';
import { useSession } from '../draft/draft-context.tsx';

interface YuanOfferProps {
  /** Of the number in the draft. */
  place: string;
  text: string;
  unit: string;
  convert: (text: string) => void;
}

/** “是否以元填写？换算为 156.80 万元”, under an amount that hardly can be meant in 万元. */
export function YuanOffer({ place, text, unit, convert }: YuanOfferProps) {
  const { form } = useSession();
  const [meant, setMeant] = useState<number>();
  const value = unit === '万元' ? readNumber(text, unit) : undefined;
  const wan = value === undefined ? undefined : wanIfYuan(value, usualMost(form.rules, place));
  if (value === undefined || wan === undefined || value === meant) return null;
  return (
    <p className="field-note yuan-offer">
      是否以元填写？
      <Button type="link" size="small" onClick={() => convert(plainNumber(wan))}>
        换算为 {groupedNumber(wan, 2)} 万元
      </Button>
      <Button type="link" size="small" onClick={() => setMeant(value)}>
        不，就是 {groupedNumber(value, 2)} 万元
      </Button>
    </p>
  );
}
