// The manual as one page: no script, no address outside, to read in any browser and to print.

import { Marked } from 'marked';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const style = `
body { max-width: 48em; margin: 0 auto; padding: 1em; line-height: 1.7; color: #222; background: #fff;
  font-family: "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", SimSun, sans-serif; }
h1, h2, h3 { line-height: 1.3; break-after: avoid; }
h2 { margin-top: 2em; border-bottom: 1px solid #ccc; }
code, pre { font-family: Consolas, "Noto Sans Mono CJK SC", monospace; background: #f4f4f4; }
pre { padding: .6em; white-space: pre-wrap; break-inside: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #bbb; padding: .3em .5em; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
nav { background: #f8f8f8; padding: .5em 1em; }
nav ol { list-style: none; margin: 0; padding: 0; columns: 2; }
@media print { body { max-width: none; font-size: 10.5pt; } nav { break-after: page; } }
@page { size: A4; margin: 18mm; }
`;

/** The page of a manual in Markdown, with a table of its chapters. The same text gives the same bytes. */
export function manualHtml(markdown) {
  const chapters = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = `s${chapters.length + 1}`;
        if (depth === 2) chapters.push({ id, text });
        return `<h${depth}${depth === 2 ? ` id="${id}"` : ''}>${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // What the manual says in angle brackets is meant as it stands.
      html: ({ text }) => escaped(text),
    },
  });
  const body = marked.parse(markdown);
  const [, title = ''] = /^# (.*)$/m.exec(markdown) ?? [];
  const rows = chapters.map(({ id, text }) => `<li><a href="#${id}">${escaped(text)}</a></li>`).join('\n');
  const [head, rest] = body.split(/(?<=<\/h1>\n)/);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${head}<nav><ol>
${rows}
</ol></nav>
${rest}</body>
</html>
`;
}
