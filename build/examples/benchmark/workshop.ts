import { bars } from '../drawing/charts.ts';
import { circle, picture, polygon, polyline, rect, text } from '../drawing/svg.ts';

/** The workshop after the change: a site picture drawn in perspective, 1600 × 1067. */
export function workshop(): string {
  const gradient = `<defs>
    <linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8fa3a0"/><stop offset="1" stop-color="#5d7f77"/></linearGradient>
    <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#c9d3da"/><stop offset="1" stop-color="#e9eef1"/></linearGradient>
    <linearGradient id="steel" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#8b98a3"/><stop offset="0.45" stop-color="#f2f6f8"/><stop offset="1" stop-color="#77848f"/></linearGradient>
    <radialGradient id="lamp"><stop offset="0" stop-color="#ffffff" stop-opacity="0.95"/><stop offset="1" stop-color="#ffffff" stop-opacity="0"/></radialGradient>
  </defs>`;
  let body = gradient;
  body += polygon(
    [
      [0, 0],
      [1600, 0],
      [1120, 300],
      [480, 300],
    ],
    { fill: '#6f7f8b' },
  );
  for (let truss = 0; truss < 6; truss += 1) {
    const y = 20 + truss * 48;
    const inset = (y / 300) * 480;
    body += rect(inset, y, 1600 - 2 * inset, 14 - truss * 1.6, { fill: '#4b5a66' });
    for (const share of [0.22, 0.5, 0.78]) {
      const x = inset + (1600 - 2 * inset) * share;
      body += `<ellipse cx="${x}" cy="${y + 24}" rx="${90 - truss * 11}" ry="${26 - truss * 3}" fill="url(#lamp)"/>`;
    }
  }
  body += polygon(
    [
      [0, 0],
      [480, 300],
      [480, 560],
      [0, 900],
    ],
    { fill: 'url(#wall)' },
  );
  body += polygon(
    [
      [1600, 0],
      [1120, 300],
      [1120, 560],
      [1600, 900],
    ],
    { fill: 'url(#wall)' },
  );
  body += rect(480, 300, 640, 260, { fill: '#dfe6ea' });
  body += polygon(
    [
      [480, 560],
      [1120, 560],
      [1600, 900],
      [1600, 1067],
      [0, 1067],
      [0, 900],
    ],
    { fill: 'url(#floor)' },
  );
  for (const [near, far] of [
    [430, 690],
    [1170, 910],
  ] as const) {
    body += polygon(
      [
        [far - 5, 560],
        [far + 5, 560],
        [near + 16, 1067],
        [near - 16, 1067],
      ],
      { fill: '#f5c518' },
    );
  }
  body += polygon(
    [
      [700, 560],
      [900, 560],
      [1150, 1067],
      [450, 1067],
    ],
    { fill: '#7d948d', opacity: 0.55 },
  );
  body += rect(520, 318, 560, 54, { fill: '#b91c1c' });
  body += text(800, 345, '质量第一  安全生产  数字赋能', {
    size: 32,
    bold: true,
    fill: '#ffffff',
    anchor: 'middle',
  });
  for (let window = 0; window < 4; window += 1) {
    const x = 40 + window * 112;
    const top = 40 + (x / 480) * 300 + 30;
    body += polygon(
      [
        [x, top],
        [x + 80, top + 50],
        [x + 80, top + 160 - window * 8],
        [x, top + 170],
      ],
      { fill: '#bfe0f2', stroke: '#ffffff', width: 5 },
    );
  }
  body += screen();
  body += tumbler(250, 640, 1.25);
  body += tumbler(540, 570, 0.72);
  body += retort(1330, 660, 1.2);
  body += retort(1050, 566, 0.66);
  body += robot(1180, 800);
  body += terminal(460, 800);
  body += person(545, 770, 1, '#1d4ed8');
  body += person(880, 610, 0.5, '#1d4ed8');
  body += person(760, 600, 0.45, '#b45309');
  body += rect(0, 1010, 1600, 57, { fill: '#0f172a', opacity: 0.62 });
  body += text(40, 1038, '数字化装配车间（示意图）', { size: 28, bold: true, fill: '#ffffff' });
  body += text(1560, 1038, '重庆示例食品机械有限公司  2025年9月', {
    size: 26,
    fill: '#ffffff',
    anchor: 'end',
  });
  return picture(1600, 1067, body, '#dfe6ea');
}

function screen(): string {
  const box = { x: 660, y: 392, width: 280, height: 130 };
  return (
    rect(box.x - 8, box.y - 8, box.width + 16, box.height + 16, { fill: '#111827', radius: 4 }) +
    rect(box.x, box.y, box.width, box.height, { fill: '#0b1b33' }) +
    text(800, box.y + 20, '装配车间生产看板', { size: 19, bold: true, fill: '#ffffff', anchor: 'middle' }) +
    bars({ x: box.x + 14, y: box.y + 50, width: 120, height: 60 }, [40, 52, 61, 58, 64], [], {
      fill: '#38bdf8',
      maximum: 70,
    }) +
    ['#22c55e', '#22c55e', '#f97316']
      .map(
        (fill, row) =>
          circle(830, box.y + 56 + row * 24, 6, { fill }) +
          rect(846, box.y + 51 + row * 24, 76, 10, { fill: '#2a4a7d' }),
      )
      .join('')
  );
}

/** A vacuum tumbler on its frame; x, y is the middle of its drum. */
function tumbler(x: number, y: number, scale: number): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})">
    <ellipse cx="0" cy="168" rx="170" ry="20" fill="#2b3b3a" opacity="0.35"/>
    ${rect(-150, 90, 300, 70, { fill: '#9aa7b0', stroke: '#6b7780' })}
    ${rect(-140, 20, 26, 80, { fill: '#77848f' })}${rect(114, 20, 26, 80, { fill: '#77848f' })}
    ${rect(-130, -90, 260, 170, { fill: 'url(#steel)', stroke: '#6b7780', radius: 60 })}
    <ellipse cx="-112" cy="-5" rx="30" ry="74" fill="#dfe7ec" stroke="#6b7780" stroke-width="3"/>
    <ellipse cx="-112" cy="-5" rx="18" ry="46" fill="#aebac3"/>
    ${rect(60, 98, 70, 48, { fill: '#1f2937', radius: 4 })}${rect(66, 104, 42, 30, { fill: '#38bdf8' })}
    ${circle(118, 112, 5, { fill: '#22c55e' })}${circle(118, 130, 5, { fill: '#ef4444' })}
  </g>`;
}

/** A sterilising retort with its door to the front. */
function retort(x: number, y: number, scale: number): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})">
    <ellipse cx="0" cy="168" rx="180" ry="20" fill="#2b3b3a" opacity="0.35"/>
    ${rect(-120, 100, 30, 60, { fill: '#5f6c76' })}${rect(90, 100, 30, 60, { fill: '#5f6c76' })}
    ${rect(-160, -80, 320, 190, { fill: 'url(#steel)', stroke: '#6b7780', radius: 92 })}
    ${circle(-70, 15, 90, { fill: '#d5dee4', stroke: '#5f6c76', width: 6 })}
    ${circle(-70, 15, 62, { stroke: '#8b98a3', width: 5 })}${circle(-70, 15, 14, { fill: '#5f6c76' })}
    ${polyline(
      [
        [-70, -40],
        [-70, 70],
      ],
      { stroke: '#5f6c76', width: 7 },
    )}${polyline(
      [
        [-125, 15],
        [-15, 15],
      ],
      { stroke: '#5f6c76', width: 7 },
    )}
    ${rect(20, -118, 20, 44, { fill: '#77848f' })}${circle(30, -128, 20, { fill: '#ffffff', stroke: '#334155', width: 4 })}
    ${polyline(
      [
        [30, -128],
        [40, -138],
      ],
      { stroke: '#dc2626', width: 3 },
    )}
  </g>`;
}

function robot(x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">
    <ellipse cx="0" cy="124" rx="96" ry="18" fill="#2b3b3a" opacity="0.35"/>
    ${rect(-62, 70, 124, 50, { fill: '#374151', radius: 6 })}${rect(-40, 26, 80, 50, { fill: '#f59e0b', radius: 12 })}
    ${polyline(
      [
        [0, 34],
        [-58, -70],
        [40, -140],
      ],
      { stroke: '#f59e0b', width: 40 },
    )}
    ${polyline(
      [
        [40, -140],
        [92, -92],
      ],
      { stroke: '#d97706', width: 24 },
    )}
    ${circle(-58, -70, 22, { fill: '#374151' })}${circle(40, -140, 17, { fill: '#374151' })}
    ${polyline(
      [
        [92, -92],
        [100, -62],
      ],
      { stroke: '#1f2937', width: 10 },
    )}
  </g>`;
}

function terminal(x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">
    ${rect(-6, 0, 12, 190, { fill: '#4b5563' })}${rect(-44, 184, 88, 14, { fill: '#374151', radius: 6 })}
    ${rect(-74, -96, 148, 104, { fill: '#111827', radius: 8 })}${rect(-66, -88, 132, 88, { fill: '#eaf4ff' })}
    ${text(0, -70, '扫码报工', { size: 20, bold: true, fill: '#1e5aa8', anchor: 'middle' })}
    ${rect(-56, -52, 46, 46, { fill: '#1f2937' })}${rect(-48, -44, 14, 14, { fill: '#ffffff' })}${rect(-30, -26, 12, 12, { fill: '#ffffff' })}
    ${rect(2, -52, 54, 12, { fill: '#9fc1e8' })}${rect(2, -34, 40, 12, { fill: '#9fc1e8' })}${rect(2, -16, 50, 12, { fill: '#22c55e' })}
  </g>`;
}

function person(x: number, y: number, scale: number, colour: string): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})">
    <ellipse cx="0" cy="232" rx="52" ry="10" fill="#2b3b3a" opacity="0.35"/>
    ${rect(-28, 116, 24, 112, { fill: '#1e293b', radius: 8 })}${rect(4, 116, 24, 112, { fill: '#1e293b', radius: 8 })}
    ${rect(-40, 6, 80, 124, { fill: colour, radius: 22 })}
    ${polyline(
      [
        [-32, 28],
        [-62, 78],
        [-78, 60],
      ],
      { stroke: colour, width: 22 },
    )}
    ${circle(0, -22, 27, { fill: '#e7bd97' })}
    <path d="M-34 -26 a34 34 0 0 1 68 0 z" fill="#facc15"/>${rect(-40, -30, 80, 8, { fill: '#eab308', radius: 4 })}
  </g>`;
}
