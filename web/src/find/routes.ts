// The addresses of the list of professionals.
import { page, type Route } from '../app/route.ts'

export const findRoutes: readonly Route[] = [
  { path: '/', title: 'title.find', who: 'viewer', Page: page(() => import('./FindPage.tsx')) },
]
