// The addresses of the professional's setup.
import type { Route } from '../app/route.ts'

export const setupRoutes: readonly Route[] = []
