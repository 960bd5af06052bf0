// An error that is planted in the deployment, and what finds it.

export interface Mutant {
  /** The error, in words. */
  readonly what: string
  /** A file below terraform/. */
  readonly file: string
  readonly from: string | RegExp
  readonly to: string
  /** Further settings of prod that the error needs to show; without the error they are right. */
  readonly settings?: string
  /** Whether only tfcheck's own look at the declarations sees it; it costs twice a plan. */
  readonly isDeclaration?: true
}
