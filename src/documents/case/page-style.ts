/** How the page of a case looks: on a telephone of 390 px as on paper, one column. */
export const pageStyle = `
@page { size: A4; margin: 15mm 16mm; }
*, ::before { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 720px; padding: 16px; color: #222; background: #fff; overflow-wrap: anywhere;
  font: 16px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", SimSun, sans-serif; }
header { border-bottom: 2px solid #1f4e79; padding-bottom: 10px; }
header p { margin: 0; color: #595959; font-size: 13px; }
h1 { margin: 2px 0 6px; font-size: 22px; line-height: 1.3; color: #1f4e79; font-variant-numeric: tabular-nums; }
h2 { margin: 22px 0 8px; font-size: 17px; color: #1f4e79; break-after: avoid; }
.marks span { display: inline-block; margin: 0 6px 4px 0; border: 1px solid #8ea9c1; border-radius: 3px; padding: 0 7px;
  font-size: 13px; color: #1f4e79; }
.marks .late { border-color: #b00020; color: #b00020; }
.next { margin: 14px 0; border-left: 5px solid #1f4e79; background: #f3f6fa; padding: 8px 12px; }
.next.late { border-color: #b00020; background: #fdf2f3; }
.late { color: #b00020; }
dl { display: grid; grid-template-columns: 5.2em 1fr; gap: 4px 10px; margin: 0; }
dt { color: #595959; }
dd { margin: 0; white-space: pre-wrap; }
ol.way { list-style: none; margin: 0; padding: 0 0 0 7px; }
.way li { position: relative; border-left: 2px solid #bfcad6; padding: 0 0 14px 18px; break-inside: avoid; }
.way li:last-child { border-color: transparent; padding-bottom: 0; }
.way li::before { content: ""; position: absolute; left: -7px; top: 7px; width: 12px; height: 12px; border-radius: 50%;
  background: #fff; border: 3px solid #1f4e79; }
.way li.late::before { border-color: #b00020; background: #b00020; }
.way li.paper::before { border-color: #8ea9c1; border-radius: 2px; }
.way li.struck { color: #767676; }
.way li.struck b { text-decoration: line-through; }
.way li.struck::before { border-color: #bfbfbf; }
.way time { display: block; color: #595959; font-size: 13px; font-variant-numeric: tabular-nums; }
.way .who { color: #595959; }
.way p { margin: 2px 0 0; white-space: pre-wrap; font-size: 15px; }
.held { display: grid; grid-template-columns: minmax(6em, auto) 1fr auto; gap: 6px 10px; align-items: center; font-size: 15px; }
.held i { display: block; height: 12px; background: #9dc3e6; border-radius: 2px; min-width: 2px; }
.held b { font-weight: 400; text-align: right; font-variant-numeric: tabular-nums; }
ul.clocks { list-style: none; margin: 0; padding: 0; }
.clocks li { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; border-bottom: 1px solid #e3e3e3; padding: 5px 0;
  break-inside: avoid; }
.clocks small { grid-column: 1 / -1; color: #595959; font-size: 13px; }
footer { margin-top: 24px; border-top: 1px solid #bfbfbf; padding-top: 8px; color: #595959; font-size: 13px; }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } .way p, .held { font-size: 10pt; } }
`;
