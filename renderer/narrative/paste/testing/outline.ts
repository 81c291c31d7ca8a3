import type { NarrativeInline } from '../../../../shared/text/narrative.ts';
import type { FlowBlock, PastedBlock } from '../pasted.ts';

/** Blocks in short lines, for tests to say what they expect: `h2 标题`, `p 一*粗*二`, `1. 项`, `| 甲 | 乙(2x1) |`. */
export function outline(blocks: readonly PastedBlock[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
        return [`h${block.attrs.level} ${words(block.content)}`];
      case 'figure':
        return [`figure ${block.attrs.file} ${block.attrs.caption}`.trim()];
      case 'picture':
        return [`picture ${block.source.slice(0, 22)}`];
      case 'table':
        return block.content.map(
          (row) =>
            `| ${row.content
              .map((cell) => {
                const { colspan = 1, rowspan = 1 } = cell.attrs ?? {};
                const span = colspan * rowspan === 1 ? '' : `(${colspan}x${rowspan})`;
                const text = cell.content.map((each) => flow(each, '').join(' ')).join(' / ');
                return `${cell.type === 'tableHeader' ? '#' : ''}${text}${span}`;
              })
              .join(' | ')} |`,
        );
      default:
        return flow(block, 'p ');
    }
  });
}

function flow(block: FlowBlock, mark: string, indent = ''): string[] {
  if (block.type === 'paragraph') return [`${indent}${mark}${words(block.content)}`];
  const start = block.type === 'orderedList' ? (block.attrs?.start ?? 1) : 0;
  return block.content.flatMap((item, index) =>
    item.content.flatMap((each, at) => {
      if (each.type !== 'paragraph') return flow(each, '', `${indent}  `);
      const marker = block.type === 'orderedList' ? `${start + index}. ` : '- ';
      return [`${indent}${at === 0 ? marker : '  '}${words(each.content)}`];
    }),
  );
}

function words(content: readonly NarrativeInline[] | undefined): string {
  return (content ?? [])
    .map((inline) => {
      if (inline.type === 'hardBreak') return '⏎';
      return (inline.marks?.length ?? 0) > 0 ? `*${inline.text}*` : inline.text;
    })
    .join('');
}
