// The two ways of saving a decision, which write the same.
// See docs/decisions/0040-a-function-saves-a-decision.md.

/** By a function of the database, or by one statement that is made for each decision. */
export const SAVES_BY = ['function', 'statement'] as const
export type SavesBy = (typeof SAVES_BY)[number]
