// The addresses of booking, and of the bookings that one has.
import { page, type Route } from '../app/route.ts'

export const bookingRoutes: readonly Route[] = [
  {
    path: '/p/:id',
    title: 'title.professional',
    who: 'viewer',
    Page: page(() => import('../book/BookPage.tsx')),
  },
  {
    path: '/bookings',
    title: 'title.bookings',
    who: 'account',
    Page: page(() => import('./BookingsPage.tsx')),
  },
  {
    path: '/bookings/:id',
    title: 'title.booking',
    who: 'account',
    Page: page(() => import('./BookingPage.tsx')),
  },
]
