import { escapeHidden } from '../../domain/words/text.ts';

/** Markup that may stand in a page as it is. Everything else is text and is escaped. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | readonly Html[];

/** Markup with values in it: text is escaped, whoever wrote it; markup and lists of markup stand as they are. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  raw(strings.reduce((page, text, i) => `${page}${markupOf(parts[i - 1] ?? null)}${text}`));

/** Markup that another program made, like a chart. */
export const raw = (markup: string): Html => ({ markup });

function markupOf(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'object') return 'markup' in part ? part.markup : part.map(markupOf).join('');
  return escaped(String(part));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  escapeHidden(text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign));

/** A part of a page under its heading. */
export interface Section {
  readonly title: string;
  readonly content: Html;
}

export interface TableColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => string | number;
  /** Numbers stand at the right, under each other. */
  readonly numeric?: boolean;
  /** Stays on one line, however long its neighbours are. */
  readonly whole?: boolean;
}

/** A table with its heading on every printed page; `last` is set apart below. What has no row says so. */
export function table<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  last: Row | null = null,
): Html {
  if (rows.length === 0) return html`<p class="none">无</p>`;
  const cells = (row: Row): readonly Html[] =>
    columns.map(({ value, numeric, whole }) =>
      numeric || whole
        ? html`<td class="${numeric ? 'n' : 'one'}">${value(row)}</td>`
        : html`<td>${value(row)}</td>`,
    );
  return html`<table><thead><tr>${columns.map(({ title, numeric }) =>
    numeric ? html`<th class="n">${title}</th>` : html`<th>${title}</th>`,
  )}</tr></thead><tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}${
    last === null ? null : html`<tr class="sum">${cells(last)}</tr>`
  }</tbody></table>`;
}
