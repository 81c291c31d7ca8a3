import { CalendarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { readDay } from '../../shared/rules/calendar.ts';

interface DatePickerButtonProps {
  label: string;
  text: string;
  /** Takes YYYY-MM-DD, or nothing when the calendar was cleared. */
  choose: (day: string) => void;
}

/** Opens the browser's own calendar, which arrow keys and Enter work in; the box beside it is for typing. */
export function DatePickerButton({ label, text, choose }: DatePickerButtonProps) {
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <span className="date-picker">
      <input
        ref={calendar}
        type="date"
        className="date-native"
        tabIndex={-1}
        aria-hidden="true"
        value={readDay(text) ?? ''}
        max="2999-12-31"
        onChange={(event) => choose(event.target.value)}
      />
      <Button
        type="text"
        size="small"
        icon={<CalendarOutlined />}
        aria-label={`打开日历，选择${label}`}
        onClick={() => calendar.current?.showPicker()}
      />
    </span>
  );
}
