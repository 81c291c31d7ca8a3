const one = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/** A size as people read it: “86.4 MB”. @param bytes */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} 字节`;
  if (bytes < 1_000_000) return `${one.format(bytes / 1_000)} KB`;
  if (bytes < 1_000_000_000) return `${one.format(bytes / 1_000_000)} MB`;
  return `${one.format(bytes / 1_000_000_000)} GB`;
}
