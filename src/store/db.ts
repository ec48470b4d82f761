/** A value SQLite and PostgreSQL both take; yes/no is 1/0. */
export type Value = string | number | null;
export type RowOf = Readonly<Record<string, Value>>;

/** A query, and the values of its placeholders. */
export interface Query {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** What the store may ask of a database, whichever it is. Placeholders are `?`. */
export interface Db {
  /** All rows of a query. */
  all<Row = RowOf>(sql: string, ...values: readonly Value[]): Promise<Row[]>;
  /** The first row, or undefined. */
  get<Row = RowOf>(sql: string, ...values: readonly Value[]): Promise<Row | undefined>;
  /**
   * All rows of each of these queries, asked in one go: a server may be far. What comes is one text, so it is for what somebody
   * reads at a time, and for values that are no bytes.
   */
  allOf<Rows extends readonly unknown[]>(
    queries: {
      readonly [Each in keyof Rows]: Query;
    },
  ): Promise<{ readonly [Each in keyof Rows]: readonly Rows[Each][] }>;
  /** Runs a statement; returns how many rows it changed. */
  run(sql: string, ...values: readonly Value[]): Promise<number>;
  /** Two random texts for one entry of the journal: one for each part of it. */
  newSalts(): Promise<readonly [string, string]>;
}

/** The file of an attachment, known by its content. */
export interface StoredFile {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** What the file of an attachment is: as it was stored, changed since, or gone. */
export type AttachmentState = 'intact' | 'changed' | 'missing';

/** A private copy of a file, on the disk of this computer, that is not an attachment yet. */
export interface AttachmentDraft extends StoredFile {
  /** Where it lies. */
  readonly file: string;
  /** Removes it, where it was not moved to its place. */
  drop(): void;
}

/** The files of a ledger's attachments, each once, by the SHA-256 of its content. */
export interface FileStore {
  /** They lie in tables of the ledger, and so are part of what a transaction or a snapshot sees; else in a folder. */
  readonly inTables: boolean;
  /** Looks at a file: `thorough` reads its content, else its size is compared. */
  state(file: StoredFile, how: { readonly thorough: boolean }): Promise<AttachmentState>;
  /** The content of a file that is there, in pieces of at most a megabyte that nobody overwrites. */
  pieces(sha256: string): AsyncIterable<Uint8Array>;
  /**
   * Makes the draft the attachment of its digest: it is on the disk, or part of the open transaction, when this is done.
   * The draft is used up by it.
   */
  keep(draft: AttachmentDraft): Promise<void>;
  /** Copies a file from another store, in the place of what bears its digest here; as durable as what is kept. */
  copyFrom(other: FileStore, sha256: string): Promise<void>;
  /** Removes the file, if there is one, for good. */
  remove(sha256: string): Promise<void>;
  /**
   * The digests of all files that lie there, in order; none where other ledgers keep theirs in the same place, or a file may
   * lie before its entry is recorded.
   */
  listOwn(): Promise<readonly string[]>;
}

/** What is amiss with the place where a ledger lies; it is used all the same. */
export type LedgerWarning = 'open_to_others' | 'network_folder' | 'synced_folder';

/** What brings an older ledger to this version; asked only when one is opened. */
export interface Upgrade {
  /** The text of schema.sql. */
  schema(): string;
  /** So many entries of so many are in the tables again. */
  progress(done: number, total: number): void;
}

/** An open ledger. */
export interface Ledger extends Db {
  readonly warnings: readonly LedgerWarning[];
  /** Where the ledger lies as it was before it was brought to this version just now; null where that was not so. */
  readonly kept: string | null;
  /** Who logged in, where one has to: all that he records is recorded by him. Null where the computer decides who types. */
  readonly operator: string | null;
  readonly files: FileStore;
  /** Something can be recorded in it: not by a log-in that only reads, nor in a file or on a server for reading only. */
  mayRecord(): Promise<boolean>;
  /** Runs `work` in one transaction that holds the write lock from its first moment: all of it is kept, or nothing. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one transaction of temporary tables, which only this connection sees and which go when it is closed: it
   * takes no lock, so nothing else may be written.
   */
  aside<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Makes the ledger's files anew, so that nothing is left in them of what was deleted or replaced. Returns what stood in
   * the way, which can be tried again: others at the ledger, or a full disk; null when nothing did.
   */
  scour(): Promise<'ledger.busy' | 'ledger.full' | null>;
  /** Everything that `work` reads is of one moment, however long it takes; it may not write, and keeps nobody from it. */
  snapshot<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Runs `work` while no other run on this ledger is inside of one; others go on recording. For what must happen once and
   * takes longer than a transaction may. Refuses where the others take too long.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** What the database itself finds wrong with its own keeping, in the clerk's words; [] when nothing. */
  inspect(): Promise<readonly string[]>;
  /** Empty tables of these names beside the ledger's, defined as they are: to be filled anew with what the journal says. */
  emptyCopy(tables: readonly string[]): Promise<Ledger>;
  close(): Promise<void>;
}

/** Where a ledger lies. */
export interface LedgerPlace {
  /** What is opened and shown. */
  readonly address: string;
  /** The folder of this computer that holds what belongs to it: drafts, secrets, backups, and the attachments of a ledger in a file. */
  readonly home: string;
  /** What its drafts and backups are named after: of a file its name, on a server the code of the unit. */
  readonly name: string;
}

/** The two ends of a chain. */
export interface ChainEnds {
  /** The hash of the first entry, which every ledger has its own of and all its copies share. */
  readonly origin: string;
  readonly head: { readonly seq: number; readonly hash: string; readonly recordedAt: string };
}

/** What an engine owes beside an open ledger. Addresses are its own; a copy of any ledger is a ledger in a file. */
export interface Engine {
  /** The version of the tables that it creates. */
  readonly version: number;
  /**
   * Opens the ledger. Refuses where there is none, and what is not a ledger of this version or an older one. An older one
   * is brought to this version first, after a copy of it has been put aside: all of it, or it stays as it is.
   */
  open(address: string, upgrade: Upgrade): Promise<Ledger>;
  /** Opens the ledger to look at it: nothing of it is changed, an older one stays what it is. Refuses as `open` does. */
  look(address: string, upgrade: Upgrade): Promise<Ledger>;
  /**
   * Opens somebody else's ledger to read it: nothing of it, or beside it, is changed, and nothing that is defined in it
   * runs. One that cannot be read as it is, an older one too, is read from a copy at `draft`, which is gone once it is
   * closed. Refuses as `open` does, and what is not defined as in every ledger.
   */
  openForeign(address: string, draft: string, upgrade: Upgrade): Promise<Ledger>;
  /**
   * Creates a ledger that nobody else can read: whole or not at all, and never in the place of something else. `schema`
   * is the text of schema.sql, `fill` records what every ledger begins with.
   */
  create(address: string, schema: string, fill: (ledger: Ledger) => Promise<void>): Promise<void>;
  /**
   * Copies the ledger as it is at one moment, while others go on writing, to the draft and onto the disk. What a killed
   * process left there goes. Refuses what is no ledger.
   */
  copyOut(address: string, draft: string, upgrade: Upgrade): Promise<void>;
  /**
   * Brings an older ledger to this version, as `open` does where anybody may. Returns where the state before lies; null
   * where nothing was to be done.
   */
  upgrade(address: string, upgrade: Upgrade): Promise<string | null>;
  /** Where older states of the ledger lie that were replaced or brought to another version. */
  listKept(address: string): Promise<readonly string[]>;
  /**
   * Puts the copy in the place of the ledger. Nobody uses the ledger meanwhile: `prepare` gets it as it is left for good,
   * or undefined where there is none or it cannot be read, or is not defined as `schema` says. Refuses while others use it. Returns where what was there
   * lies now, under a name that ends with `stamp`; null where there was nothing.
   */
  replace(
    address: string,
    draft: string,
    { stamp, schema }: Pick<Upgrade, 'schema'> & { readonly stamp: string },
    prepare: (old: Db | undefined, login: string | null) => Promise<void>,
  ): Promise<string | null>;
}

/** Who works on a unit's ledger on a server: a desk records, a reader reads. */
export type Right = 'desk' | 'reader';

/** A unit whose ledger lies on a server. */
export interface Unit {
  readonly code: string;
  /** Empty where it cannot be read. */
  readonly name: string;
  /** Nothing stands in it that the program did not put there; else it is not read. */
  readonly isSound: boolean;
  /** Its tables are those of this version. */
  readonly isCurrent: boolean;
  /** It was moved elsewhere and takes no entry. */
  readonly isMoved: boolean;
}

/** The units in one database on a server. */
export interface Units {
  /** Those whose ledger the log-in may read, by their codes. */
  list(): Promise<readonly Unit[]>;
  /**
   * Lets somebody log in and work on the ledger of a unit; more than his work the server refuses him. False where the log-in
   * was there already. Only the owner can; refuses a unit that is not there.
   */
  addUser(login: string, unit: string, right: Right): Promise<boolean>;
}

export const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** A statement that adds a row, whatever was there: where it adds none, something in the database swallowed it. */
export const addsARow = (sql: string): boolean => /^INSERT (?!.*\bWHERE\b).*\bVALUES\b/s.test(sql);

/**
 * Waits for what was asked one behind the other without waiting for the answers, as a server may be far. Where one fails all
 * behind it do, which only says that it failed: the first one is told.
 */
export async function inOrder<Asked extends readonly unknown[]>(
  asked: { readonly [Each in keyof Asked]: Promise<Asked[Each]> },
): Promise<{ -readonly [Each in keyof Asked]: Awaited<Asked[Each]> }> {
  await Promise.allSettled(asked);
  return Promise.all(asked);
}

const inserts = new Map<string, string>();

/** Adds the row. The rows of a table all have the same columns: its statement is written once. */
export function insert(db: Db, table: string, row: RowOf): Promise<number> {
  const known = inserts.get(table);
  const columns = known === undefined ? Object.keys(row) : [];
  const sql = known ?? `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${placeholders(columns)})`;
  inserts.set(table, sql);
  return db.run(sql, ...Object.values(row));
}
