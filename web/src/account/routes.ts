// The addresses of the account, its notifications, and the pages behind links in mails.
import type { Route } from '../app/route.ts'

export const accountRoutes: readonly Route[] = []
