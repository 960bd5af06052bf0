// The addresses of the professional's day.
import { page, type Route } from '../app/route.ts'

export const dayRoutes: readonly Route[] = [
  {
    path: '/pro',
    title: 'title.today',
    who: 'professional',
    Page: page(() => import('./today/TodayPage.tsx'), 'day'),
  },
  {
    path: '/pro/agenda',
    title: 'title.agenda',
    who: 'professional',
    isWide: true,
    Page: page(() => import('./agenda/AgendaPage.tsx'), 'day'),
  },
  {
    path: '/pro/requests',
    title: 'title.requests',
    who: 'professional',
    Page: page(() => import('./requests/RequestsPage.tsx'), 'day'),
  },
]
