// The addresses of the professional's day.
import type { Route } from '../app/route.ts'

export const dayRoutes: readonly Route[] = []
