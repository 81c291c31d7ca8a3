import { useSuspenseQuery } from '@tanstack/react-query';
import type { CallOutput } from '../../shared/contract.ts';
import { call } from '../bridge-calls.ts';

/** The notice that the program serves, and today's date. */
export function useNotice(): CallOutput<'readNotice'> {
  return useSuspenseQuery({
    queryKey: ['notice'],
    queryFn: () => call('readNotice', { notice: null }),
    staleTime: 60_000,
  }).data;
}

/** Days from one local day to another, YYYY-MM-DD; negative when it has passed. */
export function daysBetween(today: string, date: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
}

/** “距区县截止 12 天”, or that the day has passed (ui.md “Home”). */
export function deadlineWords({ notice, today }: CallOutput<'readNotice'>): string {
  const { date } = notice.deadlines.district;
  const days = daysBetween(today, date);
  if (days > 0) return `距区县截止 ${days} 天`;
  if (days === 0) return '今天是区县截止日';
  return `已过通知截止日（${date}）`;
}

/** “距报送市级（10月30日 18:00）还有 12 天”: the day that matters to a district. */
export function cityDeadlineWords({ notice, today }: CallOutput<'readNotice'>): string {
  const { date, time } = notice.deadlines.city;
  const [, month, day] = date.split('-').map(Number);
  const days = daysBetween(today, date);
  if (days > 0) return `距报送市级（${month}月${day}日 ${time ?? ''}）还有 ${days} 天`;
  if (days === 0) return `今天 ${time ?? ''} 前报送市级`;
  return `已过报送市级的截止日（${date}）`;
}
