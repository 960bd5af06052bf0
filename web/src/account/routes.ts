// The addresses of the account, its notifications, and the pages behind links in mails.
import { page, type Route } from '../app/route.ts'

export const accountRoutes: readonly Route[] = [
  {
    path: '/account',
    title: 'title.account',
    who: 'account',
    Page: page(() => import('./AccountPage.tsx'), 'account'),
  },
  {
    path: '/notifications',
    title: 'title.notifications',
    who: 'account',
    Page: page(() => import('./NotificationsPage.tsx'), 'account'),
  },
  {
    path: '/g/:token',
    title: 'title.guest',
    who: 'anybody',
    Page: page(() => import('./GuestBookingPage.tsx'), 'account'),
  },
  {
    path: '/u/:token',
    title: 'title.unsubscribe',
    who: 'anybody',
    Page: page(() => import('./UnsubscribePage.tsx'), 'account'),
  },
]
