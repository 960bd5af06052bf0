// A part of the app that could not be fetched: no fault of ours, but of the connection, or of a release that took its place.

/** What browsers and Vite say where a module or its styles do not arrive. */
const WORDS =
  /dynamically imported module|importing a module script failed|unable to preload css|failed to load module script/i

/** Whether something failed since a part of the app did not arrive. */
export function isNotLoaded(error: unknown): boolean {
  return error instanceof Error && WORDS.test(error.message)
}
