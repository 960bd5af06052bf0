// The addresses of booking, and of the bookings that one has.
import type { Route } from '../app/route.ts'

export const bookingRoutes: readonly Route[] = []
