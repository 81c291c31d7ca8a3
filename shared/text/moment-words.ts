const two = (value: number) => String(value).padStart(2, '0');
const MINUTE = 60_000;
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** “14:03”, local time. @param moment ISO 8601 */
export function clockWords(moment: string): string {
  const at = new Date(moment);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Local days from one moment to a later one, whatever the hour. */
function daysApart(from: Date, to: Date): number {
  const day = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((day(to) - day(from)) / 86_400_000);
}

/** “2025年10月22日”. @param date a local day, YYYY-MM-DD */
export function dateWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function nearDateWords(at: Date, now: Date): string {
  const day = `${at.getMonth() + 1}月${at.getDate()}日`;
  return at.getFullYear() === now.getFullYear() ? day : `${at.getFullYear()}年${day}`;
}

/** The local day of a moment: “今天”, “昨天”, “10月3日 周五”, with the year where it is another one. */
export function dayWords(moment: string, now: Date): string {
  const at = new Date(moment);
  const days = daysApart(at, now);
  if (days === 0) return '今天';
  if (days === 1) return '昨天';
  return `${nearDateWords(at, now)} ${WEEKDAYS[at.getDay()] ?? ''}`;
}

/** “今天 14:03”, “昨天 09:12”, “10月3日 14:03”, local time. */
export function momentWords(moment: string, now: Date): string {
  const at = new Date(moment);
  const days = daysApart(at, now);
  const day = days === 0 ? '今天' : days === 1 ? '昨天' : nearDateWords(at, now);
  return `${day} ${clockWords(moment)}`;
}

/** How long ago something changed, for a list: “刚刚”, “5 分钟前”, then as `momentWords`. */
export function changeWords(moment: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(moment)) / MINUTE);
  // A clock that was put back makes a change lie ahead: a date says more than “刚刚” then.
  if (minutes < -1 || minutes >= 60) return momentWords(moment, now);
  return minutes < 1 ? '刚刚' : `${minutes} 分钟前`;
}
