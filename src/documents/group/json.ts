import type { GroupReport, GroupUnit } from './report.ts';

/** The roll-up as `--json` has it. */
export const groupJson = ({ month, asOf, units, sum, missing, differ }: GroupReport) => ({
  month,
  asOf,
  units: units.map(unitJson),
  sum,
  missing,
  differ: differ.map(({ differences, ...unit }) => ({
    ...unit,
    differences: differences.map(({ cell, printed, ledger, words }) => ({ cell, printed, ledger, words })),
  })),
});

const unitJson = ({ said, file, kind, provisional, changed }: GroupUnit) => ({
  unit: said.unit,
  name: said.name,
  ...said.figures,
  provisional,
  asOf: said.asOf,
  source: file,
  kind,
  origin: said.origin,
  journalHead: said.head,
  changed,
});
