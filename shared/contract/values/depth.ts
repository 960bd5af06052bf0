// How deep a value nests: what recurses over it (a schema, JSON, a message that quotes it) must not exhaust the stack.

/** No request and no message of the contract nests deeper than 4. */
export const DEPTH_MAX = 32

/** Whether lists and objects stand in each other no deeper than that. */
export function isWithinDepth(value: unknown, depth = DEPTH_MAX): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isWithinDepth(inner, depth - 1))
}
