import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { toEditorDocument } from '../../renderer/narrative/document/convert-document.ts';
import { narrativeNodes } from '../../renderer/narrative/document/editor-nodes.ts';
import { cleanHtml } from '../../renderer/narrative/paste/clean-html.ts';
import { wordItem, wordPage } from '../../renderer/narrative/paste/testing/word-html.ts';
import { wpsPage, wpsParagraph } from '../../renderer/narrative/paste/testing/wps-html.ts';
import { type NarrativeBlock, narrativeDocumentSchema } from '../../shared/text/narrative.ts';
import { mutations } from './mutations.ts';
import type { Target } from './target.ts';

/** The tests' parser takes 10 s for 2,000 tables in each other, cleaning them 0.1 s; what is measured is ours. */
const MOST_TABLES = 300;

const SAMPLES = [
  wordPage(
    `<h2>（一）总体思路</h2><p class=MsoNormal style='text-indent:21.0pt'>公司成立于<span lang=EN-US>2008</span>年<b>食品</b><o:p></o:p></p>${wordItem('1、', '甲', 'l0 level1')}<table><tr><td colspan=2 rowspan=3>a</td><td>b</td></tr></table><img src="data:image/png;base64,AAAA">`,
  ),
  wpsPage(`${wpsParagraph('第一段')}<table border=1><tr><td>甲</td></tr></table>`),
  '<ol start=5><li>一<ul><li>二</li></ul></li></ol><pre>a\nb</pre><a href="javascript:alert(1)">x</a>',
].map((html) => Buffer.from(html));

/** What is pasted into the editor, from any program: it becomes a document that the schema and the editor take. */
export function pasteTarget(): Target {
  const { window } = new JSDOM('');
  const schema = getSchema(narrativeNodes());
  const choice = fc.tuple(fc.constantFrom(...SAMPLES), mutations);
  const paste = (text: string) => {
    const html = text
      .split(/(?=<table)/)
      .slice(0, MOST_TABLES)
      .join('');
    const { blocks } = cleanHtml(new window.DOMParser().parseFromString(html, 'text/html'));
    const content = blocks.map(
      (block): NarrativeBlock =>
        block.type === 'picture' ? { type: 'figure', attrs: { file: 'figures/a.png', caption: '' } } : block,
    );
    // An empty paste is none.
    if (content.length === 0) return;
    const document = narrativeDocumentSchema.parse({ type: 'doc', content });
    schema.nodeFromJSON(toEditorDocument(document)).check();
  };
  return {
    name: 'pasted html',
    warm: async () => SAMPLES.forEach((sample) => paste(sample.toString())),
    attack: async (seed) => {
      const [[sample, mutate] = [Buffer.alloc(0), (bytes: Uint8Array) => Buffer.from(bytes)]] = fc.sample(
        choice,
        { seed, numRuns: 1 },
      );
      paste(mutate(sample).toString('utf8'));
    },
  };
}
