/** A column of a report: its title, its width in characters, and its value for a row. */
export interface Column<Row> {
  readonly title: string;
  readonly width: number;
  readonly value: (row: Row) => string | number | null;
}

export const column = <Row>(title: string, width: number, value: Column<Row>['value']): Column<Row> => ({
  title,
  width,
  value,
});
