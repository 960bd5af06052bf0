// The addresses of signing in.
import { page, type Route } from '../app/route.ts'

export const signInRoutes: readonly Route[] = [
  {
    path: '/sign-in',
    title: 'title.signIn',
    who: 'anybody',
    Page: page(() => import('./SignInPage.tsx')),
  },
]
