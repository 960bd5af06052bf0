// How much one calendar may hold: all of it stands in documents, which are bounded.

/** Services on offer, and with those that are no longer. */
export const ACTIVE_SERVICES = 20
export const KEPT_SERVICES = 100

/** Weekly rules in force today or later on. */
export const WEEKLY_RULES = 100

/** Dates with hours of their own, today and later. */
export const DATES_WITH_HOURS = 1000

/** Entries of time off that are not over. */
export const TIME_OFF_ENTRIES = 1000

/** Accounts, addresses and numbers that a professional takes no bookings from. */
export const BLOCKS = 1000

/** Other calendars that report busy time, and intervals of it that are not over, of all of them together. */
export const BUSY_SOURCES = 10
export const BUSY_INTERVALS = 2000
