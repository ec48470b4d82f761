import { FONTS } from './charts.ts';

/** How the page looks on the screen and on A4 paper. */
export const style = `
@page { size: A4; margin: 14mm 13mm 15mm;
  @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; color: #595959; font: 9pt ${FONTS}; } }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0 auto; max-width: 184mm; padding: 8mm 4mm; color: #222; background: #fff;
  font: 10.5pt/1.5 ${FONTS}; overflow-wrap: anywhere; }
@media print { body { padding: 0; } }
header { text-align: center; border-bottom: 2px solid #1f4e79; padding-bottom: 8px; margin-bottom: 12px; }
h1 { margin: 0 0 4px; font-size: 20pt; color: #1f4e79; letter-spacing: 1px; }
header p { margin: 0; color: #595959; font-size: 9.5pt; }
h2 { margin: 16px 0 6px; font-size: 13pt; color: #1f4e79; border-left: 5px solid #1f4e79; padding-left: 8px; break-after: avoid; }
h3 { margin: 12px 0 4px; font-size: 11pt; break-after: avoid; }
p { margin: 4px 0; }
.summary p { text-indent: 2em; text-align: justify; }
.note, .none { color: #595959; font-size: 9pt; }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; margin: 10px 0; }
.card { border: 1px solid #bfcad6; border-radius: 4px; padding: 3px 10px; break-inside: avoid; }
.card b { display: block; font-size: 16pt; line-height: 1.25; color: #1f4e79; }
.card span { color: #595959; font-size: 9pt; }
.mark { color: #c55a11; border: 1px solid #c55a11; border-radius: 3px; padding: 0 6px; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; margin: 4px 0; }
th, td { border: 1px solid #bfbfbf; padding: 1px 6px; text-align: left; vertical-align: top; }
th { background: #e2eaf3; font-weight: 600; word-break: keep-all; overflow-wrap: normal; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.n { white-space: normal; }
.one { white-space: nowrap; }
tr { break-inside: avoid; }
.sum td { background: #f3f6fa; font-weight: 600; }
.pair { display: grid; grid-template-columns: 40% 1fr; gap: 12px; align-items: center; break-inside: avoid; }
.whole, .problem { break-inside: avoid; }
svg { display: block; width: 100%; height: auto; }
ol { margin: 0; padding-left: 1.6em; }
.problem { border: 1px solid #bfcad6; border-radius: 4px; padding: 6px 10px; margin: 8px 0; }
.problem h3 { margin-top: 0; }
.three { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; }
.three h4 { margin: 2px 0; font-size: 9.5pt; color: #1f4e79; }
.three li { font-size: 9.5pt; }
footer { margin-top: 20px; border-top: 1px solid #bfbfbf; padding-top: 8px; break-inside: avoid; }
.signatures { display: grid; grid-template-columns: repeat(3, 1fr); margin: 12px 0 6px; }
code { font-family: Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
@media screen and (max-width: 520px) {
  body { padding: 14px; font-size: 15px; }
  h1 { font-size: 20px; letter-spacing: 0; }
  header p, .note, .none, .card span { font-size: 13px; }
  .cards { grid-template-columns: 1fr 1fr; }
  .mark { display: inline-block; }
  .card b { font-size: 20px; }
  .pair, .three, .signatures { grid-template-columns: 1fr; }
  .three li { font-size: 14px; }
  section { overflow-x: auto; }
  svg { min-width: 560px; }
  .pair svg { min-width: 0; }
  /* A table is drawn to the side; what its rows are about stays where it is. */
  table { display: block; overflow-x: auto; font-size: 14px; }
  th, td { padding: 4px 8px; min-width: 3.2em; }
  tr > :first-child { position: sticky; left: 0; min-width: 6.5em; }
  td:first-child { background: #fff; }
  .sum td:first-child { background: #f3f6fa; }
  td:not(.n):not(.one):nth-child(n+3) { min-width: 9em; }
}
`;
