// What stops an import before it begins: a file that cannot be understood as a whole. What is wrong with one row is a finding.

/** Says in one sentence which file, where in it, and what is wrong. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
