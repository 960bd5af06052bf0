// What an address of the app is.
import { type ComponentType, lazy } from 'react'
import { begin } from './begin.ts'
import { type Bundle, type Key, loadWords } from '../words/words.ts'

export interface Route {
  /** As wouter reads it: `/p/:id`. */
  readonly path: string
  readonly title: Key
  /** Anybody with the link; visitors where anonymous reads are on; an account; the owner of a calendar. */
  readonly who: 'anybody' | 'viewer' | 'account' | 'professional'
  readonly isWide?: true
  readonly Page: LoadedPage
}

/** A page that is loaded when it is first shown, or before that where it is known that it will be. */
export type LoadedPage = ComponentType<PageProps> & { readonly preload: () => void }

export interface PageProps {
  readonly params: Readonly<Record<string, string | undefined>>
}

/** A page that is loaded with its texts when it is first opened. Its file exports it as `Page`. */
export function page(
  load: () => Promise<{ readonly Page: ComponentType<PageProps> }>,
  ...bundles: readonly Bundle[]
): LoadedPage {
  const loadAll = async () => {
    const [{ Page }] = await Promise.all([load(), ...bundles.map(loadWords)])
    return { default: Page }
  }
  // Whoever shows the page hears of what fails.
  const preload = () => begin(loadAll().catch(() => undefined))
  return Object.assign(lazy(loadAll), { preload })
}
