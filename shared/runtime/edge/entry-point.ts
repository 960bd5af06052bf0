// What every bundle calls the function in it.

/** Not the function's name: no document says that an entry point may have dashes. Terraform says the same to Cloud Functions. */
export const ENTRY_POINT = 'serve'
