/** What marks a ledger, in whatever it is kept. */
export const APPLICATION = 1953461619;

/** The version of the tables that schema.sql defines. With a change of them it is raised, there and here. */
export const VERSION = 5;
