import JSZip from 'jszip';

/** What office programs keep of a custom property that is a text. */
const LONGEST = 250;
const PART = 'docProps/custom.xml';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';

/**
 * The finished workbook with a custom property of that name, which every office program keeps when it saves the file. A
 * long text is cut into several: `name 1`, `name 2`. exceljs can write none: the part is put beside what it wrote.
 */
export async function withCustomProperty(
  workbook: Uint8Array,
  name: string,
  text: string,
): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(workbook);
  const add = async (path: string, end: string, addition: string): Promise<void> => {
    const xml = (await zip.file(path)?.async('string')) ?? '';
    zip.file(path, xml.replace(end, `${addition}${end}`));
  };
  const pieces = Array.from({ length: Math.ceil(text.length / LONGEST) }, (_, i) =>
    text.slice(i * LONGEST, (i + 1) * LONGEST),
  );
  const properties = pieces.map(
    (piece, i) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${i + 2}" name="${name} ${i + 1}"><vt:lpwstr>${escaped(piece)}</vt:lpwstr></property>`,
  );
  zip.file(
    PART,
    `${DECLARATION}<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes">${properties.join('')}</Properties>`,
  );
  await add(
    '[Content_Types].xml',
    '</Types>',
    `<Override PartName="/${PART}" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>`,
  );
  await add(
    '_rels/.rels',
    '</Relationships>',
    `<Relationship Id="rIdCustom" Type="${OFFICE}/relationships/custom-properties" Target="${PART}"/>`,
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** What `withCustomProperty` wrote, of the properties of a workbook; undefined where there is none of that name. */
export function customProperty(properties: ReadonlyMap<string, string>, name: string): string | undefined {
  const pieces: string[] = [];
  for (let i = 1; ; i += 1) {
    const piece = properties.get(`${name} ${i}`);
    if (piece === undefined) return pieces.length === 0 ? undefined : pieces.join('');
    pieces.push(piece);
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
