// A page of a list, cut from what was found: one row more than it holds says that there are more.
import type { Pages } from './page-token.ts'

/** The rows of a page, and what its answer says of the next one: a token, or nothing. */
export interface ListPage<R> {
  readonly rows: readonly R[]
  readonly next: { readonly nextPageToken?: string }
}

/**
 * Cuts a page.
 *
 * @param found at most `size + 1` rows
 * @param positionOf where a page ends that ends with this row, as its token tells the query that reads the next
 */
export function cutPage<R>(
  found: readonly R[],
  size: number,
  pages: Pick<Pages, 'next'>,
  positionOf: (last: R) => unknown,
): ListPage<R> {
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  const isMore = found.length > size && last !== undefined
  return { rows, next: isMore ? { nextPageToken: pages.next(positionOf(last)) } : {} }
}
