/** A table on its way into a file, some rows at a time. The file is whole once `close` is done. */
export interface TableWriter<Row> {
  write(rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}
