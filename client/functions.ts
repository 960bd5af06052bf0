// The functions that apps call, by how they are asked.
// Made by `npm run client` from the contract; a test compares them.

export const QUERIES = [
  'getSchedule',
  'listChanges',
  'listProfessionals',
  'searchProfessionals',
  'getProfessional',
  'searchAvailability',
  'explainAvailability',
  'getBooking',
  'listBookings',
  'getAccount',
  'exportAccount',
  'listDeliveries',
  'guestBooking',
  'health',
] as const

export const COMMANDS = [
  'saveProfessional',
  'saveService',
  'setWorkingHours',
  'setDateHours',
  'addTimeOff',
  'removeTimeOff',
  'setExternalBusy',
  'setActivity',
  'reportProgress',
  'decideBooking',
  'holdSlot',
  'createBooking',
  'rescheduleBooking',
  'cancelBooking',
  'saveAccount',
  'registerDevice',
  'unregisterDevice',
  'markNotificationsRead',
  'eraseAccount',
  'cancelGuestBooking',
  'unsubscribe',
] as const
