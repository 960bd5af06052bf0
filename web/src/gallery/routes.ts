// The page of all parts in all their states: for whoever works on the app. What is released does not have it.
import { page, type Route } from '../app/route.ts'

export const galleryRoutes: readonly Route[] =
  import.meta.env.MODE === 'production'
    ? []
    : [
        {
          path: '/gallery',
          title: 'title.find',
          who: 'anybody',
          Page: page(() => import('./GalleryPage.tsx')),
        },
      ]
