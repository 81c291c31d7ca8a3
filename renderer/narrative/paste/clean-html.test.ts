import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { type NarrativeBlock, narrativeDocumentSchema } from '../../../shared/text/narrative.ts';
import { printable } from '../../../shared/text/printable.ts';
import { toEditorDocument } from '../document/convert-document.ts';
import { narrativeNodes } from '../document/editor-nodes.ts';
import { cleanHtml } from './clean-html.ts';
import { notesInWords, type Pasted } from './pasted.ts';
import { outline } from './testing/outline.ts';
import { wordItem, wordList, wordPage } from './testing/word-html.ts';
import { wpsItem, wpsPage, wpsParagraph } from './testing/wps-html.ts';

const { window } = new JSDOM('');
const schema = getSchema(narrativeNodes());

function clean(html: string): Pasted {
  return cleanHtml(new window.DOMParser().parseFromString(html, 'text/html'));
}
function lines(html: string): string[] {
  return outline(clean(html).blocks);
}

/** The paste as a document, pictures as figures that were added. */
function asDocument({ blocks }: Pasted) {
  const content = blocks.map(
    (block): NarrativeBlock =>
      block.type === 'picture' ? { type: 'figure', attrs: { file: 'figures/a.png', caption: '' } } : block,
  );
  return { type: 'doc' as const, content };
}

describe('Word', () => {
  test('paragraphs without their fonts, indents, o:p and empty lines', () => {
    const page = wordPage(`<p class=MsoNormal style='text-indent:21.0pt;mso-char-indent-count:2.0'><span
style='font-family:宋体;mso-ascii-font-family:Calibri'>&nbsp;&nbsp;&nbsp; 公司成立于<span lang=EN-US>2008</span>年，主营<b
style='mso-bidi-font-weight:normal'>食品机械</b>。<span lang=EN-US><o:p></o:p></span></span></p>

<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>

<p class=MsoNormal>第二段<span style='mso-spacerun:yes'>&nbsp; </span><span lang=EN-US>MES/ERP<br>
</span>换行</p>`);
    expect(lines(page)).toEqual(['p 公司成立于2008年，主营*食品机械*。', 'p 第二段 MES/ERP⏎换行']);
    expect(notesInWords(clean(page).notes)).toBe('');
  });

  test('headings by tag, by the name of their style and by their place in the outline', () => {
    const page = wordPage(`<h2><span style='font-family:黑体'>（一）总体思路</span></h2>
<p class=a>1．研发协同</p>
<p class=MsoNormal style='mso-outline-level:2'>（二）改造举措</p>
<p class=MsoNormal>正文</p>`);
    expect(lines(page)).toEqual(['h2 （一）总体思路', 'h3 1．研发协同', 'h2 （二）改造举措', 'p 正文']);
  });

  test('标题 1 becomes 标题, what lies under it 小标题', () => {
    expect(lines(wordPage('<h1>甲</h1><h2>乙</h2><h3>丙</h3><p class=MsoNormal>丁</p>'))).toEqual([
      'h2 甲',
      'h3 乙',
      'h3 丙',
      'p 丁',
    ]);
  });

  test('list paragraphs become lists with their levels and numbers', () => {
    const styles = wordList('l0', [
      { level: 1, text: '"%1\\."' },
      { level: 2, text: '"（%2）"' },
      { level: 3, format: 'bullet', text: '\\F0D8' },
    ]);
    const page = wordPage(
      [
        wordItem('3.', '设备联网', 'l0 level1'),
        wordItem('（1）', '网关', 'l0 level2'),
        wordItem('Ø', '边缘计算', 'l0 level3', true),
        wordItem('（2）', '协议', 'l0 level2'),
        wordItem('4.', '系统集成', 'l0 level1'),
      ].join('\n\n'),
      styles,
    );
    expect(lines(page)).toEqual(['3. 设备联网', '  1. 网关', '    - 边缘计算', '  2. 协议', '4. 系统集成']);
  });

  test('a list whose levels have no definition is known by its marks', () => {
    const page = wordPage(
      [
        wordItem('·', '甲', 'l1 level1'),
        wordItem('ü', '乙', 'l1 level1', true),
        wordItem('①', '丙', 'l2 level1'),
        wordItem('②', '丁', 'l2 level1'),
        wordItem('a)', '戊', 'l3 level1'),
      ].join(''),
    );
    expect(lines(page)).toEqual(['- 甲', '- 乙', '1. 丙', '2. 丁', '1. 戊']);
  });

  test('numbering that the book does not have stays as it was written', () => {
    const page = wordPage(
      [
        wordItem('一、', '甲', 'l0 level1'),
        wordItem('（二）', '乙', 'l0 level2'),
        wordItem('1.', '丙', 'l0 level3'),
      ].join(''),
      wordList('l0', [
        { level: 1, format: 'chinese-counting', text: '"%1、"' },
        { level: 2, format: 'chinese-counting', text: '"（%2）"' },
        { level: 3, text: '"%3\\."' },
      ]),
    );
    expect(lines(page)).toEqual(['p 一、甲', 'p （二）乙', '1. 丙']);
  });

  test('a numbered heading keeps its number', () => {
    const page = wordPage(
      `<h2 style='margin-left:28.8pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>1.1<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>概述</h2>`,
    );
    expect(lines(page)).toEqual(['h2 1.1 概述']);
  });

  test('a list that is interrupted goes on with its number', () => {
    const page = wordPage(
      `${wordItem('1.', '甲', 'l0 level1')}<p class=MsoNormal>之间</p>${wordItem('2.', '乙', 'l0 level1')}`,
    );
    expect(lines(page)).toEqual(['1. 甲', 'p 之间', '2. 乙']);
  });

  test('pictures that are only in a file of Word are told, with the drawing behind them counted once', () => {
    const page =
      wordPage(`<p class=MsoNormal><span lang=EN-US style='mso-no-proof:yes'><!--[if gte vml 1]><v:shapetype
 id="_x0000_t75" coordsize="21600,21600" o:spt="75" filled="f" stroked="f">
 <v:stroke joinstyle="miter"/>
</v:shapetype><v:shape id="图片_x0020_1" o:spid="_x0000_i1025" type="#_x0000_t75"
 style='width:415pt;height:233pt;visibility:visible'>
 <v:imagedata src="file:///C:/Users/wang/AppData/Local/Temp/msohtmlclip1/01/clip_image001.png"
  o:title=""/>
</v:shape><![endif]--><![if !vml]><img width=553 height=311
src="file:///C:/Users/wang/AppData/Local/Temp/msohtmlclip1/01/clip_image002.gif"
v:shapes="图片_x0020_1"><![endif]></span></p><p class=MsoNormal>图后</p>`);
    expect(lines(page)).toEqual(['p 图后']);
    expect(notesInWords(clean(page).notes)).toContain('1 张图片没有随文字带过来');
  });

  test('insertions stay, deletions, comments and footnotes go, and that is told', () => {
    const page = wordPage(`<p class=MsoNormal>投入<del cite="mailto:wang" datetime="2025-09-01T10:00"><span
class=msoDel>一百</span></del><ins cite="mailto:wang" datetime="2025-09-01T10:00">156.8</ins>万元<a
style='mso-comment-reference:王_1;mso-comment-date:20250901T1000'>，全部自筹</a><span
class=MsoCommentReference><span lang=EN-US style='font-size:10.5pt'><!--[if !supportAnnotations]--><a class=msocomanchor id="_anchor_1"
onmouseover="msoCommentShow('_anchor_1','_com_1')" href="#_msocom_1" language=JavaScript
name="_msoanchor_1">[王1]</a><!--[endif]--><span style='mso-special-character:comment'>&nbsp;</span></span></span>。<a
style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span lang=EN-US><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></span></a></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>
<hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>脚注内容</p></div></div>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]>
<div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>请核对</p></div></div></div>`);
    expect(lines(page)).toEqual(['p 投入156.8万元，全部自筹。']);
    expect(notesInWords(clean(page).notes)).toBe(
      '已粘贴。1 条脚注或尾注没有带入；1 条批注没有带入；1 处已标记删除的修订没有带入。',
    );
  });

  test('field codes, page breaks, headers and hidden text go; the fields’ results stay', () => {
    const page =
      wordPage(`<p class=MsoNormal>见图<!--[if supportFields]><span style='mso-element:field-begin'></span> REF _Ref1 <span style='mso-element:field-separator'></span><![endif]-->3<!--[if supportFields]><span style='mso-element:field-end'></span><![endif]-->
<span style='mso-element:field-begin'></span> PAGE <span style='mso-element:field-separator'></span>。<span style='mso-element:field-end'></span></p>
<span lang=EN-US style='font-size:10.5pt'><br clear=all style='page-break-before:always'></span>
<p class=MsoFooter>— 3 —</p><p class=MsoNormal><span style='display:none;mso-hide:all'>隐藏</span>可见</p>`);
    expect(lines(page)).toEqual(['p 见图3 。', 'p 可见']);
  });

  test('tables with merged cells, Word’s fillers left out', () => {
    const page =
      wordPage(`<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>
 <thead><tr style='mso-yfti-irow:0'>
  <td width=184 colspan=2 valign=top style='width:138.3pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal><b>阶段<span lang=EN-US><o:p></o:p></span></b></p>
  </td>
  <td width=184 valign=top><p class=MsoNormal>投入<span lang=EN-US><o:p></o:p></span></p></td>
 </tr></thead>
 <tr style='mso-yfti-irow:1'>
  <td width=92 rowspan=2><p class=MsoNormal>一期</p></td>
  <td width=92><p class=MsoNormal>网络</p><p class=MsoNormal>平台</p></td>
  <td width=184><p class=MsoNormal align=right>128.42</p></td>
 </tr>
 <tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'>
  <td width=92>${wordItem('1.', '工位', 'l0 level1')}</td>
  <td width=184><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></td>
 </tr>
 <![if !supportMisalignedColumns]>
 <tr height=0>
  <td width=92 style='border:none'></td>
  <td width=92 style='border:none'></td>
  <td width=184 style='border:none'></td>
 </tr>
 <![endif]>
</table>`);
    expect(lines(page)).toEqual([
      '| #*阶段*(2x1) | #投入 |',
      '| 一期(1x2) | 网络 / 平台 | 128.42 |',
      '| 1. 工位 |  |',
    ]);
  });

  test('a table in a table becomes lines of its cell; headings in a cell are bold', () => {
    const page = wordPage(
      `<table class=MsoTableGrid><tr><td><h2>类别</h2><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table></td><td>右</td></tr></table>`,
    );
    expect(lines(page)).toEqual(['| *类别* / 甲\u3000乙 / 丙\u3000丁 | 右 |']);
  });
});

describe('WPS', () => {
  test('paragraphs, bold by class, headings by style', () => {
    const page = wpsPage(
      `<h2 ><span style="font-family:黑体;" ><font face="黑体" >（一）总体思路</font></span><o:p></o:p></h2>${wpsParagraph('&#12288;&#12288;公司按照“网络先行”的思路实施改造。')}<p class=MsoNormal ><span class="15" ><font face="宋体" >四个突出问题</font></span><span class="10" >：设计变更</span></p><p class=16 >研发</p>`,
    );
    expect(lines(page)).toEqual([
      'h2 （一）总体思路',
      'p 公司按照“网络先行”的思路实施改造。',
      'p *四个突出问题*：设计变更',
      'h3 研发',
    ]);
  });

  test('lists with their levels', () => {
    const styles =
      '@list l0:level1{mso-level-number-format:decimal;mso-level-suffix:tab;mso-level-text:"%1.";mso-level-tab-stop:none;mso-level-number-position:left;margin-left:21.0000pt;text-indent:-21.0000pt;font-family:\'Times New Roman\';}@list l0:level2{mso-level-number-format:lower-letter;mso-level-text:"%2)";}@list l1:level1{mso-level-number-format:bullet;mso-level-suffix:tab;mso-level-text:\\F06C;font-family:Wingdings;}';
    const page = wpsPage(
      [
        wpsItem('1.', '甲', 'l0 level1'),
        wpsItem('a)', '乙', 'l0 level2'),
        wpsItem('b)', '丙', 'l0 level2'),
        wpsItem('2.', '丁', 'l0 level1'),
        wpsItem('l', '戊', 'l1 level1'),
      ].join(''),
      styles,
    );
    expect(lines(page)).toEqual(['1. 甲', '  1. 乙', '  2. 丙', '2. 丁', '- 戊']);
  });

  test('tables and pictures of WPS', () => {
    const page = wpsPage(
      `<table class=MsoTableGrid border=1 cellspacing=0 style="border-collapse:collapse;width:426.1000pt;" ><tr><td width=284 valign=top rowspan=2 style="width:213.0500pt;" >${wpsParagraph('项目')}</td><td width=284 valign=top >${wpsParagraph('金额')}</td></tr><tr><td >${wpsParagraph('156.8')}</td></tr></table><p class=MsoNormal ><img width="553" height="311" src="file:///C:\\Users\\wang\\AppData\\Local\\Temp\\ksohtml\\wps1.png" ></p>`,
    );
    expect(lines(page)).toEqual(['| 项目(1x2) | 金额 |', '| 156.8 |']);
    expect(clean(page).notes.distantPictures).toBe(1);
  });
});

describe('Excel', () => {
  test('a range is a table; hidden columns, formats and formulas stay behind', () => {
    const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Microsoft Excel 15"><style><!--table{mso-displayed-decimal-separator:"\\.";}.xl65{mso-number-format:"\\#\\,\\#\\#0\\.00";}.xl66{font-weight:700;}--></style></head><body link=blue><table border=0 cellpadding=0 cellspacing=0 width=216><!--StartFragment--><col width=72 span=3><tr height=19><td height=19 class=xl66 width=72 style='height:14.25pt'>年度</td><td class=xl66>营业收入</td><td style='display:none'>备注</td></tr><tr height=19><td height=19 align=right x:num>2024</td><td class=xl65 align=right x:num="15680000">15,680,000.00</td><td style='display:none'>内部</td></tr><!--EndFragment--></table></body></html>`;
    expect(lines(page)).toEqual(['| *年度* | *营业收入* |', '| 2024 | 15,680,000.00 |']);
  });
});

describe('the web', () => {
  test.each([
    [
      'scripts, styles and handlers do nothing',
      '<p onclick="alert(1)">甲<script>alert(1)</script><style>p{}</style></p>',
      ['p 甲'],
    ],
    [
      'links are their text',
      '<p>见<a href="javascript:alert(1)">通知</a>和<a href="https://example.com">网页</a></p>',
      ['p 见通知和网页'],
    ],
    [
      'blocks part lines, and text beside blocks is a line',
      '甲<div>乙<div>丙</div></div>丁',
      ['p 甲', 'p 乙', 'p 丙', 'p 丁'],
    ],
    [
      'line ends of the source are no spaces between Chinese characters',
      '<p>数字化\n  转型 is\n  here</p>',
      ['p 数字化转型 is here'],
    ],
    ['two breaks begin a paragraph', '<div>甲<br>乙<br><br>丙<br></div>', ['p 甲⏎乙', 'p 丙']],
    [
      'lists in lists, also where the HTML is wrong',
      '<ol start="3"><li>甲<ul><li>乙</li></ul></li><ul><li>丙</li></ul><li><p>丁</p><p>戊</p></li></ol>',
      ['3. 甲', '  - 乙', '  - 丙', '4. 丁', '   戊'.replace('   ', '  ')],
    ],
    [
      'Chinese numbering stays as text',
      '<ol style="list-style-type:cjk-ideographic"><li>甲</li><li>乙</li></ol>',
      ['p 一、甲', 'p 二、乙'],
    ],
    [
      'a bold wrapper that says it is not bold is not',
      '<b style="font-weight:normal"><p>甲<span style="font-weight:700">乙</span></p></b>',
      ['p 甲*乙*'],
    ],
    ['square metres', '<p>5000 m<sup>2</sup>，CO<sub>2</sub></p>', ['p 5000 m²，CO2']],
    ['preformatted lines', '<pre>甲\n乙</pre>', ['p 甲⏎乙']],
    [
      'holes in tables are filled',
      '<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙</td></tr></table>',
      ['| #甲 | #乙 |', '| 丙 |  |'],
    ],
    [
      'spans that go beyond the table end at it',
      '<table><tr><td rowspan="9" colspan="900">甲</td></tr><tr><td>乙</td></tr></table>',
      ['| 甲(20x2) | 乙 |'.replace(' | 乙', ' | '), '| 乙 |'],
    ],
    [
      'a frame of one cell is none',
      '<table><tr><td><p>甲</p><ul><li>乙</li></ul></td></tr></table>',
      ['p 甲', '- 乙'],
    ],
    [
      'forms and frames are left out',
      '<form>甲<input value="x"><select><option>乙</option></select><iframe src="https://example.com"></iframe></form>',
      ['p 甲'],
    ],
  ])('%s', (_name, html, expected) => {
    expect(lines(html)).toEqual(expected);
  });

  test('pictures of the web are told and never fetched; those in the page itself are taken over', () => {
    const page =
      '<p>甲<img src="https://example.com/a.png"><img src="//cdn/x.gif" width="1" height="1"><img src="data:image/png;base64,iVBORw0KGgo=">乙</p><img src="data:text/html,x">';
    expect(lines(page)).toEqual(['p 甲', 'picture data:image/png;base64,', 'p 乙']);
    expect(clean(page).notes.distantPictures).toBe(2);
  });

  test('characters that nobody sees are taken out and counted', () => {
    const page = '<p>甲\u202e乙\u0007丙\u200b丁\u200f</p>';
    expect(lines(page)).toEqual(['p 甲乙丙丁']);
    expect(notesInWords(clean(page).notes)).toBe('已粘贴。去掉了 4 个看不见的控制字符。');
  });

  test('Word in the browser writes each item as a list of its own', () => {
    const item = (list: string, level: number, text: string) =>
      `<div class="ListContainerWrapper SCXW1"><${list}><li data-leveltext="%1." data-aria-level="${level}" role="listitem"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">${text}</span></span><span class="EOP">&nbsp;</span></p></li></${list.split(' ')[0]}></div>`;
    expect(
      lines(
        item('ol start="1"', 1, '甲') +
          item('ul', 2, '乙') +
          item('ul', 2, '丙') +
          item('ol start="2"', 1, '丁'),
      ),
    ).toEqual(['1. 甲', '  - 乙', '  - 丙', '2. 丁']);
  });
});

test('what was copied in an editor of ours comes back as it was', () => {
  const page = `<h3 data-pm-slice="1 1 []">小标题</h3><p>甲<strong>乙</strong><br>丙</p><figure data-file="figures/a.png" data-sha256="${'ab'.repeat(32)}"><figcaption>架构</figcaption></figure><table><tbody><tr><th><p>头</p></th></tr><tr><td><p></p></td></tr></tbody></table>`;
  expect(lines(page)).toEqual(['h3 小标题', 'p 甲*乙*⏎丙', 'figure figures/a.png 架构', '| #头 |', '|  |']);
});

describe('any page', () => {
  const tags = fc.constantFrom(
    'p',
    'div',
    'span',
    'b',
    'h1',
    'h2',
    'h5',
    'ul',
    'ol',
    'li',
    'table',
    'tr',
    'td',
    'th',
    'thead',
    'tbody',
    'caption',
    'br',
    'img',
    'pre',
    'figure',
    'figcaption',
    'sup',
    'a',
    'del',
    'ins',
    'o:p',
    'v:shape',
    'svg',
    'template',
    'dl',
    'dd',
    'script',
    'select',
    'math',
    'hr',
    'font',
  );
  const attributes = fc.constantFrom(
    '',
    ' class=MsoNormal',
    ' style="mso-list:l0 level3 lfo1"',
    ' style="mso-list:Ignore"',
    ' style="font-weight:bold"',
    ' colspan=3',
    ' colspan=0',
    ' rowspan=70000',
    ' rowspan=0',
    ' colspan="-1"',
    ' start=-5',
    ' start=99999',
    ' value=7',
    ' style="mso-element:field-begin"',
    ' src="data:image/png;base64,AA"',
    ' src=https://example.com/x.png',
    ' hidden',
    ' data-file="figures/x.png"',
    ' data-aria-level=4',
    ' style="list-style-type:cjk-ideographic"',
    ' data-pm-slice="0 0 []"',
  );
  const html: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 6, depthSize: 'large' },
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.constantFrom('甲', '乙 丙', '&nbsp;', '\n', '1.', '<![if !x]>', '<!--[if y]>'),
      ),
      fc
        .tuple(tags, attributes, fc.array(tie('node'), { maxLength: 4 }), fc.boolean())
        .map(
          ([tag, attribute, children, closed]) =>
            `<${tag}${attribute}>${children.join('')}${closed ? `</${tag}>` : ''}`,
        ),
    ),
  })).node;

  test('gives a document that the model allows, that opens in the editor, and that prints', () => {
    fc.assert(
      fc.property(fc.array(html, { maxLength: 5 }), (parts) => {
        const document = asDocument(clean(parts.join('')));
        expect(narrativeDocumentSchema.parse(document)).toEqual(document);
        const node = schema.nodeFromJSON(toEditorDocument(document));
        node.check();
        expect(printable(node.textContent)).toBe(node.textContent);
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['elements in elements', `${'<div>'.repeat(1_500)}底`],
    ['bold in bold', `<p>${'<b><span>'.repeat(600)}底`],
    ['lists in lists', '<ul><li>项'.repeat(700)],
    ['tables in tables', '<table><tr><td>格'.repeat(300)],
    ['cells in a row', `<table><tr>${'<td colspan=1000>格'.repeat(5_000)}</tr></table>`],
    ['rows', `<table>${'<tr><td rowspan=65534>格'.repeat(5_000)}</table>`],
    ['unclosed comments', '<!--[if x]>'.repeat(20_000)],
    ['spaces', `<p>${' \n&nbsp;'.repeat(30_000)}字</p>`],
    ['breaks', `<p>${'<br>'.repeat(10_000)}字</p>`],
    ['list paragraphs', `<p style="mso-list:l0 level1 lfo1">项</p>`.repeat(10_000)],
    [
      'a style that never ends',
      `<style>${'a{b:c'.repeat(30_000)}</style><p style="${'x:('.repeat(30_000)}">字</p>`,
    ],
    ['text', `<p>${'数字化'.repeat(200_000)}</p>`],
  ])('many %s: still a valid document', (_name, html) => {
    const document = asDocument(clean(html));
    expect(narrativeDocumentSchema.safeParse(document).success).toBe(true);
    schema.nodeFromJSON(toEditorDocument(document)).check();
  });

  test('what is longer than is taken over at once is cut, and that is told', () => {
    const pasted = clean(`<p>${'字'.repeat(200_001)}</p><p>后</p>`);
    expect(notesInWords(pasted.notes)).toContain('只带入了前面的部分');
  });
});
