/**
 * The version of what is defined in a unit's schema: the tables, which are those of every ledger, and what schema.sql adds to
 * them for PostgreSQL alone. With a change of either it is raised. Version 6 came with the guard of the attachments.
 */
export const VERSION = 6;
