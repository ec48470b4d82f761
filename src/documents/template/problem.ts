/** What is wrong with a template of the office, which somebody may have edited amiss. */
export class TemplateProblem extends Error {
  /** Placeholders it lacks, as they are written there. */
  readonly missing: readonly string[];
  /** Placeholders nobody knows. */
  readonly unknown: readonly string[];
  /** Parts that would be lost in the filling. */
  readonly unsupported: readonly string[];
  /** The file is no such document at all. */
  readonly unreadable: boolean;

  constructor(found: {
    readonly missing?: readonly string[];
    readonly unknown?: readonly string[];
    readonly unsupported?: readonly string[];
    readonly unreadable?: boolean;
    readonly cause?: unknown;
  }) {
    const { missing = [], unknown = [], unsupported = [], unreadable = false, cause } = found;
    super(
      unreadable
        ? 'the template cannot be read'
        : `template: missing [${missing}], unknown [${unknown}], unsupported [${unsupported}]`,
      { cause },
    );
    this.name = 'TemplateProblem';
    this.missing = missing;
    this.unknown = unknown;
    this.unsupported = unsupported;
    this.unreadable = unreadable;
  }
}
