// Every address of the app: its page, its title, who may see it. Pages are loaded when they are opened.
import { type ComponentType, lazy } from 'react'
import type { Bundle, Key } from '../words/words.ts'
import { loadWords } from '../words/words.ts'

export interface Route {
  readonly path: string
  readonly title: Key
  /** Anybody with the link; visitors where anonymous reads are on; an account; the owner of a calendar. */
  readonly who: 'anybody' | 'viewer' | 'account' | 'professional'
  readonly isWide?: true
  readonly Page: ComponentType<PageProps>
}

export interface PageProps {
  readonly params: Readonly<Record<string, string | undefined>>
}

const page = (load: () => Promise<{ Page: ComponentType<PageProps> }>, ...bundles: Bundle[]) =>
  lazy(async () => {
    const [{ Page }] = await Promise.all([load(), ...bundles.map(loadWords)])
    return { default: Page }
  })

/** The first that fits is shown. */
export const routes: readonly Route[] = [
  {
    path: '/',
    title: 'title.find',
    who: 'viewer',
    Page: page(() => import('../find/FindPage.tsx')),
  },
  {
    path: '/sign-in',
    title: 'title.signIn',
    who: 'anybody',
    Page: page(() => import('../sign-in/SignInPage.tsx')),
  },
]
