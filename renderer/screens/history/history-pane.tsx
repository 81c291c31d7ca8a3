/** @param field narrows the history to one field */
export function HistoryPane({ field }: { field: string | null }) {
  return <h1>历史版本{field}</h1>;
}
