import { arrow, lines, picture, polygon, rect, text } from './svg.ts';

/** Diagrams: layers of an architecture, steps in swim lanes, a chain of phases. */

export interface Layer {
  name: string;
  colour: string;
  tint: string;
  boxes: string[];
}

/** Layers from top to bottom with a pillar on each side; width 1600. A `\n` in a name breaks the line. */
export function layeredDiagram(title: string, layers: Layer[], pillars: [string, string]): string {
  const top = 110;
  const height = 160;
  const gap = 22;
  const left = 150;
  const right = 1450;
  const bottom = top + layers.length * (height + gap) - gap;
  let body = text(800, 54, title, { size: 38, bold: true, anchor: 'middle' });
  pillars.forEach((name, index) => {
    const x = index === 0 ? 40 : 1474;
    body += rect(x, top, 86, bottom - top, { fill: '#eef2f7', stroke: '#64748b', radius: 10 });
    body += lines(x + 43, (top + bottom) / 2, [...name], 44, {
      size: 30,
      bold: true,
      anchor: 'middle',
      fill: '#334155',
    });
  });
  layers.forEach((layer, index) => {
    const y = top + index * (height + gap);
    body += rect(left, y, right - left, height, { fill: layer.tint, stroke: layer.colour, radius: 12 });
    body += rect(left, y, 150, height, { fill: layer.colour, radius: 12 });
    body += lines(left + 75, y + height / 2, layer.name.split('\n'), 40, {
      size: 30,
      bold: true,
      fill: '#ffffff',
      anchor: 'middle',
    });
    const room = right - left - 150 - 20;
    const width = (room - (layer.boxes.length - 1) * 16) / layer.boxes.length;
    layer.boxes.forEach((box, position) => {
      const x = left + 160 + position * (width + 16);
      body += rect(x, y + 24, width - 4, height - 48, {
        fill: '#ffffff',
        stroke: layer.colour,
        width: 2,
        radius: 8,
      });
      body += lines(x + width / 2 - 2, y + height / 2, box.split('\n'), 36, { size: 25, anchor: 'middle' });
    });
    if (index > 0) {
      for (const x of [480, 800, 1120]) {
        body += arrow(
          [
            [x, y + 4],
            [x, y - gap - 4],
          ],
          { stroke: '#94a3b8', head: 12, width: 4 },
        );
      }
    }
  });
  return picture(1600, bottom + 40, body);
}

export interface LaneStep {
  lane: number;
  column: number;
  title: string;
  system: string;
}

/** Steps in lanes; the links name steps by their place in the list, `back` links are dashed. */
export function laneDiagram(
  title: string,
  lanes: string[],
  columns: number,
  steps: LaneStep[],
  links: { from: number; to: number; label?: string; back?: boolean }[],
): string {
  const top = 100;
  const laneHeight = 168;
  const left = 200;
  const columnWidth = (1560 - left) / columns;
  const boxWidth = columnWidth - 50;
  const boxHeight = 108;
  const centre = (step: LaneStep): [number, number] => [
    left + step.column * columnWidth + columnWidth / 2,
    top + step.lane * laneHeight + laneHeight / 2,
  ];
  const tints = ['#f8fafc', '#eef6ff'];
  let body = text(800, 50, title, { size: 38, bold: true, anchor: 'middle' });
  lanes.forEach((lane, index) => {
    const y = top + index * laneHeight;
    body += rect(40, y, 1520, laneHeight, {
      fill: tints[index % 2] ?? '#ffffff',
      stroke: '#94a3b8',
      width: 1.5,
    });
    body += rect(40, y, 140, laneHeight, { fill: '#1e5aa8', stroke: '#ffffff', width: 1.5 });
    body += lines(110, y + laneHeight / 2, lane.split('\n'), 36, {
      size: 28,
      bold: true,
      fill: '#ffffff',
      anchor: 'middle',
    });
  });
  for (const link of links) {
    const from = steps[link.from];
    const to = steps[link.to];
    if (from === undefined || to === undefined) throw new Error('a link names no step');
    const [x1, y1] = centre(from);
    const [x2, y2] = centre(to);
    const stroke = link.back === true ? '#dc2626' : '#475569';
    const style = link.back === true ? { stroke, dash: '10 8' } : { stroke };
    if (from.lane === to.lane) {
      const direction = Math.sign(x2 - x1);
      body += arrow(
        [
          [x1 + (direction * boxWidth) / 2, y1],
          [x2 - (direction * boxWidth) / 2, y2],
        ],
        style,
      );
    } else if (from.column === to.column) {
      const direction = Math.sign(y2 - y1);
      const shift = link.back === true ? 50 : 0;
      body += arrow(
        [
          [x1 + shift, y1 + (direction * boxHeight) / 2],
          [x2 + shift, y2 - (direction * boxHeight) / 2],
        ],
        style,
      );
      if (link.label !== undefined)
        body += text(x1 + shift + 12, (y1 + y2) / 2, link.label, { size: 22, fill: stroke });
    } else {
      const direction = Math.sign(y2 - y1);
      body += arrow(
        [
          [x1 + boxWidth / 2, y1],
          [x2, y1],
          [x2, y2 - (direction * boxHeight) / 2],
        ],
        style,
      );
    }
  }
  for (const step of steps) {
    const [x, y] = centre(step);
    body += rect(x - boxWidth / 2, y - boxHeight / 2, boxWidth, boxHeight, {
      fill: '#ffffff',
      stroke: '#1e5aa8',
      width: 2.5,
      radius: 12,
    });
    body += text(x, y - 18, step.title, { size: 25, bold: true, anchor: 'middle' });
    body += text(x, y + 24, step.system, { size: 21, fill: '#1e5aa8', anchor: 'middle' });
  }
  return picture(1600, top + lanes.length * laneHeight + 40, body);
}

export interface Phase {
  when: string;
  name: string;
  points: string[];
  result: string;
}

/** Phases one after another as chevrons, each with its work below and its result at the foot. */
export function phaseDiagram(title: string, phases: Phase[], foot: string): string {
  const colours = ['#0f766e', '#1e5aa8', '#4f46e5', '#b45309', '#be123c'];
  const width = 1520 / phases.length;
  let body = text(800, 54, title, { size: 38, bold: true, anchor: 'middle' });
  phases.forEach((phase, index) => {
    const x = 40 + index * width;
    const colour = colours[index % colours.length] ?? '#1e5aa8';
    body += polygon(
      [
        [x, 110],
        [x + width - 34, 110],
        [x + width - 4, 170],
        [x + width - 34, 230],
        [x, 230],
        [x + 30, 170],
      ],
      { fill: colour },
    );
    body += text(x + width / 2 + 4, 150, phase.name, {
      size: 29,
      bold: true,
      fill: '#ffffff',
      anchor: 'middle',
    });
    body += text(x + width / 2 + 4, 194, phase.when, { size: 23, fill: '#ffffff', anchor: 'middle' });
    body += rect(x + 6, 256, width - 22, 330, { fill: '#f8fafc', stroke: colour, radius: 12 });
    phase.points.forEach((point, row) => {
      body += rect(x + 28, 308 + row * 72 - 5, 10, 10, { fill: colour });
      body += text(x + 50, 308 + row * 72, point, { size: 24 });
    });
    body += rect(x + 6, 610, width - 22, 84, { fill: colour, radius: 12, opacity: 0.14 });
    body += text(x + width / 2 - 5, 652, phase.result, {
      size: 24,
      bold: true,
      fill: colour,
      anchor: 'middle',
    });
  });
  body += text(800, 742, foot, { size: 25, fill: '#475569', anchor: 'middle' });
  return picture(1600, 780, body);
}
