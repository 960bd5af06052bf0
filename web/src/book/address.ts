// What the address of the page holds: the service, the day, and the start whose sheet is open. Reload and share give the same.
import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'
import { isDate } from './times/days.ts'

export interface Address {
  readonly service: string | undefined
  readonly day: string | undefined
  readonly start: Date | undefined
}

interface Change {
  readonly service?: string
  readonly day?: string | undefined
  readonly start?: Date | undefined
}

const OPENED_HERE = 'sheet'

function read(search: string): Address {
  const params = new URLSearchParams(search)
  const day = params.get('day')
  const start = new Date(params.get('start') ?? '')
  return {
    service: params.get('service') ?? undefined,
    day: isDate(day) ? day : undefined,
    start: Number.isNaN(start.getTime()) ? undefined : start,
  }
}

/** Reads the address, and changes parts of it. Opening the sheet is a step that "back" undoes; other changes are none. */
export function useAddress(): {
  readonly address: Address
  readonly change: (by: Change) => void
  readonly openSheet: (start: Date) => void
  readonly closeSheet: () => void
} {
  const search = useSearch()
  const [, go] = useLocation()
  const write = useCallback(
    (by: Change, options: { readonly replace: boolean; readonly state?: unknown }) => {
      const { service, day, start } = { ...read(location.search), ...by }
      const params = new URLSearchParams({
        ...(service !== undefined && { service }),
        ...(day !== undefined && { day }),
        ...(start !== undefined && { start: start.toISOString() }),
      }).toString()
      go(location.pathname + (params === '' ? '' : `?${params}`), options)
    },
    [go],
  )
  const change = useCallback(
    (by: Change) => write(by, { replace: true, state: history.state }),
    [write],
  )
  const openSheet = useCallback(
    (start: Date) => {
      const isOpen = read(location.search).start !== undefined
      write({ start }, { replace: isOpen, state: isOpen ? history.state : OPENED_HERE })
    },
    [write],
  )
  const closeSheet = useCallback(() => {
    if (read(location.search).start === undefined) return
    if (history.state === OPENED_HERE) history.back()
    else write({ start: undefined }, { replace: true })
  }, [write])
  return { address: read(search), change, openSheet, closeSheet }
}
