import sharp from 'sharp';
import type {
  Block,
  Book,
  BookCell,
  BookRow,
  HeadingBlock,
  ParagraphBlock,
  ParagraphStyle,
  PictureStore,
  PreparedPicture,
} from '../book.ts';
import { TEXT_WIDTH } from '../layout.ts';

/** Books for the tests of this folder: every kind of block, in the shapes that composing makes. */

export function paragraph(text: string, style: ParagraphStyle = 'body'): ParagraphBlock {
  return { kind: 'paragraph', style, runs: [{ text }] };
}

export function heading(id: string, text: string, more: Partial<HeadingBlock> = {}): HeadingBlock {
  const level = more.level ?? 1;
  return {
    kind: 'heading',
    level,
    text,
    id,
    style: `heading${level}`,
    inContents: true,
    startsPage: false,
    ...more,
  };
}

export function cell(blocks: Block[] | string, more: Partial<BookCell> = {}): BookCell {
  return {
    blocks: typeof blocks === 'string' ? [paragraph(blocks, 'formValue')] : blocks,
    columnSpan: 1,
    rowSpan: 1,
    align: 'left',
    verticalAlign: 'center',
    ...more,
  };
}

export function label(text: string, more: Partial<BookCell> = {}): BookCell {
  return cell([paragraph(text, 'formLabel')], { align: 'center', ...more });
}

export function row(cells: BookCell[], more: Partial<BookRow> = {}): BookRow {
  return { cells, header: false, flows: false, keepWithNext: false, ...more };
}

/** `count` 字 of text that differ all along, so that a lost or moved line shows. */
export function longText(count: number): string {
  const words = ['数字化', '车间', '产线', '设备', '质量', '追溯', '能耗', '排产', '仓储', '协同'];
  let text = '';
  for (let number = 1; text.length < count; number += 1)
    text += `第${number}步，${words[number % words.length]}改造完成，效率提升${number % 37}.${number % 10}%；`;
  return text.slice(0, count);
}

export async function picture(width: number, height: number, colour: string): Promise<PreparedPicture> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
  return { bytes, format: 'png', widthPx: width, heightPx: height };
}

export async function samplePictures(): Promise<PictureStore> {
  return new Map([
    ['figures/架构.png', await picture(800, 450, '#4477aa')],
    ['figures/看板.png', await picture(400, 700, '#aa7744')],
  ]);
}

function formTable(): Block {
  const sixth = TEXT_WIDTH / 6;
  return {
    kind: 'table',
    role: 'form',
    columns: [sixth, sixth, sixth, sixth, sixth, sixth],
    rows: [
      row([cell([paragraph('一、基本信息', 'formHeading')], { columnSpan: 6 })], {
        keepWithNext: true,
        heading: heading('basic', '一、基本信息', { silent: true }),
      }),
      row([label('企业名称'), cell('重庆示例𬭎业有限公司（示例）', { columnSpan: 5 })]),
      row([
        label('联系人'),
        cell('张㛃', { columnSpan: 2 }),
        label('联系电话'),
        cell('023-00000000', { columnSpan: 2 }),
      ]),
      row([label('单位性质'), cell('☑国有  □民营  □合资  □外资', { columnSpan: 5 })]),
      row([
        label('生产经营指标', { rowSpan: 3 }),
        label('指标', { columnSpan: 2 }),
        label('2023年'),
        label('2024年', { columnSpan: 2 }),
      ]),
      row([label('总资产（万元）', { columnSpan: 2 }), cell('1200.50'), cell('1350.00', { columnSpan: 2 })]),
      row([label('员工人数', { columnSpan: 2 }), cell('86'), cell('91', { columnSpan: 2 })]),
      row([cell([paragraph('二、实施情况', 'formHeading')], { columnSpan: 6 })], {
        keepWithNext: true,
        heading: heading('implementation', '二、实施情况', { silent: true }),
      }),
      row(
        [
          label('应用情况'),
          cell(
            [
              paragraph(longText(3000), 'formBody'),
              {
                kind: 'table',
                role: 'data',
                columns: [120, 120, 200],
                rows: [
                  row([label('案例'), label('地点'), label('成效')], { header: true }),
                  row([cell('甲'), cell('重庆渝北'), cell('良品率由92%升至98%')]),
                ],
              },
              { kind: 'figure', file: 'figures/看板.png', widthPt: 500, heightPt: 700, caption: '图2 看板' },
            ],
            { columnSpan: 5, verticalAlign: 'top' },
          ),
        ],
        { flows: true },
      ),
    ],
  };
}

function narrative(): Block[] {
  return [
    heading('profile', '一、企业基本情况', { startsPage: true }),
    paragraph('（500字内）', 'hint'),
    {
      kind: 'paragraph',
      style: 'body',
      runs: [
        { text: '龚䶮与张㛃、𬭎☑：企业' },
        { text: '成立于2012年', bold: true },
        { text: '，“专精特新” & <小巨人>。' },
      ],
    },
    heading('profile-own', '（一）产线', { level: 2, inContents: false }),
    paragraph(longText(400)),
    {
      kind: 'list',
      ordered: true,
      start: 1,
      items: [
        { blocks: [paragraph('设备联网')] },
        {
          blocks: [
            paragraph('数据治理'),
            {
              kind: 'list',
              ordered: true,
              start: 1,
              items: [
                { blocks: [paragraph('主数据')] },
                {
                  blocks: [
                    paragraph('指标口径'),
                    { kind: 'list', ordered: true, start: 3, items: [{ blocks: [paragraph('口径甲')] }] },
                  ],
                },
              ],
            },
            paragraph('以上由信息部负责。'),
          ],
        },
      ],
    },
    paragraph('另有：'),
    {
      kind: 'list',
      ordered: true,
      start: 4,
      items: [{ blocks: [paragraph('第四项')] }, { blocks: [paragraph('第五项')] }],
    },
    {
      kind: 'list',
      ordered: false,
      start: 1,
      items: [
        {
          blocks: [
            paragraph('看板'),
            { kind: 'list', ordered: false, start: 1, items: [{ blocks: [paragraph('大屏')] }] },
          ],
        },
      ],
    },
    { kind: 'figure', file: 'figures/架构.png', widthPt: 400, heightPt: 225, caption: '图1 平台架构图' },
    heading('part', '（一）分项', { level: 2 }),
    {
      kind: 'table',
      role: 'data',
      columns: [TEXT_WIDTH / 4, TEXT_WIDTH / 4, TEXT_WIDTH / 2],
      rows: [
        row([label('序号'), label('场景'), label('说明')], { header: true, keepWithNext: true }),
        ...Array.from({ length: 40 }, (_, index) =>
          row([cell(String(index + 1)), cell(`场景${index + 1}`), cell(longText(30 + index))]),
        ),
      ],
    },
  ];
}

/** An application with cover, commitment, contents, narrative, form table and evidence list. */
export function sampleBook(more: Partial<Book> = {}): Book {
  return {
    title: '重庆市中小企业数字化转型标杆企业申报书',
    applicant: '重庆示例𬭎业有限公司（示例）',
    programme: 'benchmark',
    twinCode: '7K3M-9QXZ',
    blocks: [
      { kind: 'space', heightPt: 120 },
      paragraph('重庆市中小企业数字化转型', 'coverTitle'),
      paragraph('标杆企业申报书', 'coverTitle'),
      { kind: 'space', heightPt: 160 },
      paragraph('申报单位（盖章）：重庆示例𬭎业有限公司（示例）', 'coverLine'),
      paragraph('重庆市经济和信息化委员会制', 'coverIssuer'),
      { kind: 'pageBreak' },
      heading('commitment', '真实性承诺', { style: 'title', startsPage: true }),
      paragraph('我单位承诺所提交的材料真实、完整。'),
      { kind: 'paragraph', style: 'signature', runs: [{ text: '单位负责人（签字）：' }], align: 'right' },
      { kind: 'pageBreak' },
      {
        kind: 'contents',
        title: '目录',
        evidenceTitle: '佐证材料',
        evidence: [
          { item: 'businessLicence', text: '（一）营业执照' },
          { item: 'auditReports', text: '（二）审计报告' },
        ],
      },
      ...narrative(),
      heading('form', '申报表', { style: 'title', startsPage: true }),
      formTable(),
      paragraph('*注：按国民经济行业分类填写。', 'footnote'),
      heading('evidence', '六、相关证明材料'),
      paragraph('（一）营业执照', 'bodyFlush'),
      { kind: 'boundPage', style: 'tableCell', key: 'businessLicence' },
    ],
    evidence: [],
    ...more,
  };
}
