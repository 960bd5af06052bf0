// Every address of the app: its page, its title, who may see it. Pages are loaded when they are opened.
import { accountRoutes } from '../account/routes.ts'
import { bookingRoutes } from '../bookings/routes.ts'
import { findRoutes } from '../find/routes.ts'
import { galleryRoutes } from '../gallery/routes.ts'
import { dayRoutes } from '../pro/day-routes.ts'
import { setupRoutes } from '../pro/setup-routes.ts'
import { signInRoutes } from '../sign-in/routes.ts'
import type { Route } from './route.ts'

/** The first that fits is shown. */
export const routes: readonly Route[] = [
  ...findRoutes,
  ...bookingRoutes,
  ...accountRoutes,
  ...dayRoutes,
  ...setupRoutes,
  ...signInRoutes,
  ...galleryRoutes,
]
