import JSZip from 'jszip';

/** A row of numbers as it lies in a column of the sheet; null where there is no figure. */
export interface Series {
  readonly name: string;
  /** From 1. */
  readonly column: number;
  readonly values: readonly (number | null)[];
  /** RRGGBB */
  readonly color: string;
}

/** A chart over rows of a sheet: numbers as columns against the left axis, rates as lines against the right one. */
export interface Chart {
  readonly title: string;
  readonly rows: { readonly first: number; readonly last: number };
  readonly categories: { readonly column: number; readonly values: readonly string[] };
  readonly columns: Series;
  readonly lines: readonly Series[];
  /** The rows it is drawn over, from 1, and how many columns. */
  readonly anchor: { readonly top: number; readonly bottom: number; readonly right: number };
}

/**
 * Adds the chart to a sheet of the finished workbook that has no drawing yet. exceljs can write none: its parts are put
 * beside what it wrote. The cells stay the source, and the values stand in the chart too, for whoever only shows it.
 */
export async function graftChart(workbook: Uint8Array, sheet: string, chart: Chart): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(workbook);
  const read = async (path: string): Promise<string> => (await zip.file(path)?.async('string')) ?? '';
  const path = sheetPath(await read('xl/workbook.xml'), await read('xl/_rels/workbook.xml.rels'), sheet);
  const rels = path.replace(/([^/]+)$/, '_rels/$1.rels');
  const links =
    (await read(rels)) || `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"></Relationships>`;
  zip.file(
    rels,
    links.replace(
      '</Relationships>',
      `${relation('rIdChart', 'drawing', '../drawings/drawing900.xml')}</Relationships>`,
    ),
  );
  const xml = await read(path);
  zip.file(path, withDrawing(xml));
  zip.file('xl/drawings/drawing900.xml', drawingXml(chart));
  zip.file(
    'xl/drawings/_rels/drawing900.xml.rels',
    `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'chart', '../charts/chart900.xml')}</Relationships>`,
  );
  zip.file('xl/charts/chart900.xml', chartXml(chart, sheet));
  const types = await read('[Content_Types].xml');
  zip.file('[Content_Types].xml', types.replace('</Types>', `${CONTENT_TYPES}</Types>`));
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const KIND = 'application/vnd.openxmlformats-officedocument';
const CONTENT_TYPES =
  `<Override PartName="/xl/drawings/drawing900.xml" ContentType="${KIND}.drawing+xml"/>` +
  `<Override PartName="/xl/charts/chart900.xml" ContentType="${KIND}.drawingml.chart+xml"/>`;

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

/** Where the sheet of that name lies in the package. */
function sheetPath(workbook: string, rels: string, name: string): string {
  const [, id] = new RegExp(`<sheet [^>]*name="${name}"[^>]*r:id="([^"]+)"`).exec(workbook) ?? [];
  const [, target] =
    new RegExp(`<Relationship [^>]*Id="${id}"[^>]*Target="([^"]+)"`).exec(rels) ??
    new RegExp(`<Relationship [^>]*Target="([^"]+)"[^>]*Id="${id}"`).exec(rels) ??
    [];
  if (target === undefined) throw new Error(`the workbook has no sheet ${name}`);
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** The elements of a sheet have a fixed order: what comes behind a drawing stays behind it. */
function withDrawing(sheet: string): string {
  // A conditional format has an extLst of its own, far before.
  const setup = sheet.lastIndexOf('<pageSetup');
  const behind = /<(legacyDrawing|picture|oleObjects|controls|tableParts|extLst)|<\/worksheet>/.exec(
    sheet.slice(setup),
  );
  const at = setup + (behind?.index ?? 0);
  return `${sheet.slice(0, at)}<drawing xmlns:r="${OFFICE}" r:id="rIdChart"/>${sheet.slice(at)}`;
}

function drawingXml({ anchor, title }: Chart): string {
  const place = (column: number, row: number): string =>
    `<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff>`;
  return `${DECLARATION}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main"><xdr:twoCellAnchor><xdr:from>${place(0, anchor.top - 1)}</xdr:from><xdr:to>${place(anchor.right, anchor.bottom)}</xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${title}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" xmlns:r="${OFFICE}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;
}

function chartXml(chart: Chart, sheet: string): string {
  const { rows, categories, columns, lines } = chart;
  const range = (column: number): string => {
    const letter = String.fromCharCode(64 + column);
    return `'${sheet}'!$${letter}$${rows.first}:$${letter}$${rows.last}`;
  };
  const points = (values: readonly (string | number | null)[]): string =>
    `<c:ptCount val="${values.length}"/>${values.map((value, i) => (value === null ? '' : `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`)).join('')}`;
  const category = `<c:cat><c:strRef><c:f>${range(categories.column)}</c:f><c:strCache>${points(categories.values)}</c:strCache></c:strRef></c:cat>`;
  const series = ({ name, column, values, color }: Series, i: number, line: boolean): string => {
    const look = line
      ? `<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="${color}"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr><a:solidFill><a:srgbClr val="${color}"/></a:solidFill></c:spPr></c:marker>`
      : `<c:spPr><a:solidFill><a:srgbClr val="${color}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>${LABELS}`;
    const format = line ? '0%' : '0';
    return `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx><c:v>${name}</c:v></c:tx>${look}${category}<c:val><c:numRef><c:f>${range(column)}</c:f><c:numCache><c:formatCode>${format}</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val>${line ? '<c:smooth val="0"/>' : ''}</c:ser>`;
  };
  const bars = `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series(columns, 0, false)}<c:gapWidth val="80"/><c:axId val="901"/><c:axId val="902"/></c:barChart>`;
  const rates = `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines.map((each, i) => series(each, i + 1, true)).join('')}<c:marker val="1"/><c:axId val="903"/><c:axId val="904"/></c:lineChart>`;
  return `${DECLARATION}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1200" b="0"/><a:t>${chart.title}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${bars}${rates}${AXES}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

const LABELS =
  '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>';

const grey = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln></c:spPr>';

/** Numbers from 0 at the left, rates from 0 to 100 % at the right; the second axis of months is not shown. */
const AXES = [
  `<c:catAx><c:axId val="901"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${grey}<c:crossAx val="902"/><c:crosses val="autoZero"/></c:catAx>`,
  `<c:valAx><c:axId val="902"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>${grey}</c:majorGridlines><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${grey}<c:crossAx val="901"/><c:crosses val="autoZero"/></c:valAx>`,
  `<c:catAx><c:axId val="903"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="904"/><c:crosses val="autoZero"/></c:catAx>`,
  `<c:valAx><c:axId val="904"/><c:scaling><c:orientation val="minMax"/><c:max val="1"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="r"/><c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${grey}<c:crossAx val="903"/><c:crosses val="max"/></c:valAx>`,
].join('');
