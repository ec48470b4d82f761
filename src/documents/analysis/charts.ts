import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, raw } from '../html/html.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** Drawings without a browser: the page carries them as SVG, needs no script and prints as sharp as its text. */

export const FONTS = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",SimSun,sans-serif';

/** Neighbours differ in brightness too, so that a print without colour tells them apart. */
const COLORS = ['#1f4e79', '#9dc3e6', '#c55a11', '#7f7f7f', '#548235', '#bf9000', '#7030a0', '#c00000'];

const axisLine = { lineStyle: { color: '#8c8c8c' } };
const splitLine = { lineStyle: { color: '#e6e6e6' } };
const label = { color: '#333333', fontSize: 12 };

export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Bars stacked on each other for each month, rates (fractions of 1) as lines over them. */
export function monthsChart(
  months: readonly string[],
  stacked: readonly Series[],
  rates: readonly Series[],
): Html {
  const top = axisEnd(Math.max(...months.map((_month, i) => sumAt(stacked, i))));
  return draw(720, 225, {
    legend: { top: 0, itemGap: 18, textStyle: label },
    grid: { top: 44, left: 40, right: 48, bottom: 28 },
    xAxis: { type: 'category', data: [...months], axisLine, axisTick: { show: false }, axisLabel: label },
    yAxis: [
      { type: 'value', name: '件', max: top, interval: top / STEPS, splitLine, axisLabel: label },
      {
        type: 'value',
        min: 0,
        max: 1,
        interval: 1 / STEPS,
        splitLine: { show: false },
        axisLabel: { ...label, formatter: percentLabel },
      },
    ],
    series: [
      ...stacked.map((series) => ({
        ...bar(series),
        stack: 'sum',
        barMaxWidth: 30,
      })),
      ...rates.map(({ name, values }, i) => ({
        type: 'line',
        name,
        data: [...values],
        yAxisIndex: 1,
        connectNulls: false,
        symbol: i === 0 ? 'circle' : 'rect',
        symbolSize: 7,
        lineStyle: { width: 2, type: i === 0 ? 'solid' : 'dashed' },
      })),
    ],
  });
}

/** A bar for each name, the first on top, its parts side by side in one line. */
export function namesChart(names: readonly string[], parts: readonly Series[], width: number): Html {
  const several = parts.length > 1;
  const top = several ? 30 : 6;
  const longest = Math.max(...names.map((name) => [...name].length));
  const room = Math.min(Math.round(width / 3), longest * 13);
  return draw(width, top + names.length * 26 + 10, {
    legend: several ? { top: 0, itemGap: 14, textStyle: label } : undefined,
    grid: { top, left: room + 16, right: 36, bottom: 6 },
    xAxis: { type: 'value', show: false, minInterval: 1 },
    yAxis: {
      type: 'category',
      data: [...names],
      inverse: true,
      axisLine,
      axisTick: { show: false },
      axisLabel: { ...label, width: room, overflow: 'truncate' },
    },
    series: [
      ...parts.map((series) => ({ ...bar(series), stack: 'sum', barMaxWidth: 16 })),
      totals(names.map((_name, i) => sumAt(parts, i))),
    ],
  });
}

/** No bar of its own: it writes each sum behind the stacked ones. */
const totals = (sums: readonly number[]) => ({
  type: 'bar',
  stack: 'sum',
  data: sums.map((sum) => ({ value: 0, name: String(sum) })),
  label: {
    show: true,
    position: 'right',
    ...label,
    formatter: ({ name, dataIndex }: { name: string; dataIndex: number }) => String(sums[dataIndex] ?? name),
  },
});

const bar = ({ name, values }: Series) => ({ type: 'bar', name, data: [...values] });

const sumAt = (series: readonly Series[], i: number): number =>
  series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0);

/** Both axes have as many steps, so that they share their lines. */
const STEPS = 4;
/** The end of an axis that holds `highest`: each step a round number of cases. */
function axisEnd(highest: number): number {
  const least = Math.max(1, highest / STEPS);
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const round = [1, 2, 2.5, 5, 10].find((step) => step * magnitude >= least && (step * magnitude) % 1 === 0);
  return (round ?? 10) * magnitude * STEPS;
}

const percentLabel = (rate: number): string => `${rate * 100}%`;

function draw(width: number, height: number, option: EChartsCoreOption): Html {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, color: COLORS, textStyle: { fontFamily: FONTS }, ...option });
  const svg = chart.renderToSVGString({ useViewBox: true });
  chart.dispose();
  return raw(svg.replaceAll(FOR_THE_MOUSE, ''));
}

/** What echarts writes for a mouse, which the page has no script for. Texts of the ledger are escaped, so none matches. */
const FOR_THE_MOUSE = /<style[^>]*>[\s\S]*?<\/style>| (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g;
