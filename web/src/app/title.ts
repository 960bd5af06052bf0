// The title of the page where it is a name that is not known beforehand: a professional's, a service's.
import { useEffect } from 'react'
import { makeStore, useStore } from './store.ts'

const title = makeStore<string | undefined>(undefined)

export function useTitle(): string | undefined {
  return useStore(title)
}

/** Sets the title while the page is shown. */
export function usePageTitle(name: string | undefined): void {
  useEffect(() => {
    title.set(name)
    return () => title.set(undefined)
  }, [name])
}
