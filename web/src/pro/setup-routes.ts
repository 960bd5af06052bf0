// The addresses of the professional's setup.
import { page, type Route } from '../app/route.ts'

export const setupRoutes: readonly Route[] = [
  {
    path: '/pro/setup',
    title: 'title.setup',
    who: 'professional',
    Page: page(() => import('./setup/MenuPage.tsx'), 'setup'),
  },
  {
    path: '/pro/hours',
    title: 'title.hours',
    who: 'professional',
    Page: page(() => import('./setup/hours/HoursPage.tsx'), 'setup'),
  },
  {
    path: '/pro/services',
    title: 'title.services',
    who: 'professional',
    Page: page(() => import('./setup/services/ServicesPage.tsx'), 'setup'),
  },
  {
    path: '/pro/services/:id',
    title: 'title.services',
    who: 'professional',
    Page: page(() => import('./setup/services/ServicePage.tsx'), 'setup'),
  },
  {
    path: '/pro/profile',
    title: 'title.profile',
    who: 'professional',
    Page: page(() => import('./setup/profile/ProfilePage.tsx'), 'setup'),
  },
  {
    path: '/pro/clients',
    title: 'title.clients',
    who: 'professional',
    Page: page(() => import('./setup/clients/ClientsPage.tsx'), 'setup'),
  },
  {
    path: '/pro/explain',
    title: 'title.explain',
    who: 'professional',
    Page: page(() => import('./setup/explain/ExplainPage.tsx'), 'setup'),
  },
  {
    path: '/pro/preview',
    title: 'title.preview',
    who: 'professional',
    Page: page(() => import('./setup/preview/PreviewPage.tsx'), 'setup'),
  },
  {
    path: '/pro/start',
    title: 'title.start',
    who: 'account',
    Page: page(() => import('./setup/start/StartPage.tsx'), 'setup'),
  },
]
