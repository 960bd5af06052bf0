// The Firestore rules of an environment: rules cannot read a variable, so the marked line is written for each.
const MARKED = 'return false; // ANONYMOUS_READS'

/** The rules with anonymous reads allowed or not. Throws where the marked line is not there exactly once. */
export const toRules = (text: string, allowsAnonymousReads: boolean): string => {
  if (text.split(MARKED).length !== 2)
    throw new Error(`the rules must have the line "${MARKED}" once`)
  return text.replace(MARKED, `return ${allowsAnonymousReads}; // ANONYMOUS_READS`)
}
