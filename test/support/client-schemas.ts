// What each function that apps call takes and answers, as the contract says it.
// Made by `npm run client` from the contract; a test compares them.
import {
  ChangedSchedule,
  DecideBooking,
  DecidedBooking,
  HoldSlot,
  OneBooking,
  CreateBooking,
  RescheduleBooking,
  CancelBooking,
  GetBooking,
  BookingWithHistory,
  ListBookings,
  BookingsPage,
} from '../../shared/contract/booking.ts'
import {
  ExportAccount,
  ExportedAccount,
  EraseAccount,
  BegunErasure,
} from '../../shared/contract/privacy.ts'
import {
  GetAccount,
  FoundAccount,
  SaveAccount,
  SavedAccount,
  RegisterDevice,
  Done,
  UnregisterDevice,
} from '../../shared/contract/account.ts'
import { GetHealth, Health } from '../../shared/contract/health.ts'
import { GuestBooking, CancelGuestBooking, Unsubscribe } from '../../shared/contract/guest.ts'
import { ListChanges, ChangesPage } from '../../shared/contract/list-changes.ts'
import {
  ListProfessionals,
  ProfessionalsPage,
  SearchProfessionals,
  FoundProfessionals,
} from '../../shared/contract/professionals.ts'
import {
  MarkNotificationsRead,
  ListDeliveries,
  DeliveriesPage,
} from '../../shared/contract/notification.ts'
import {
  SaveProfessional,
  SavedProfessional,
  GetProfessional,
  FoundProfessional,
} from '../../shared/contract/professional.ts'
import { SaveService, SavedService } from '../../shared/contract/service.ts'
import {
  SearchAvailability,
  FoundSlots,
  ExplainAvailability,
  ExplainedAvailability,
} from '../../shared/contract/availability.ts'
import {
  SetActivity,
  SetTheActivity,
  ReportProgress,
  ReportedProgress,
} from '../../shared/contract/session.ts'
import { SetBlock, BlockSet, ListBlocks, BlocksPage } from '../../shared/contract/block.ts'
import {
  SetWorkingHours,
  SetDateHours,
  AddTimeOff,
  AddedTimeOff,
  RemoveTimeOff,
  SetExternalBusy,
  GetSchedule,
  FoundSchedule,
} from '../../shared/contract/schedule.ts'

/** By call: the schemas of its input and of its answer. */
export const SCHEMAS = {
  saveProfessional: [SaveProfessional, SavedProfessional],
  saveService: [SaveService, SavedService],
  setWorkingHours: [SetWorkingHours, ChangedSchedule],
  setDateHours: [SetDateHours, ChangedSchedule],
  addTimeOff: [AddTimeOff, AddedTimeOff],
  removeTimeOff: [RemoveTimeOff, ChangedSchedule],
  setExternalBusy: [SetExternalBusy, ChangedSchedule],
  setActivity: [SetActivity, SetTheActivity],
  reportProgress: [ReportProgress, ReportedProgress],
  decideBooking: [DecideBooking, DecidedBooking],
  setBlock: [SetBlock, BlockSet],
  listBlocks: [ListBlocks, BlocksPage],
  getSchedule: [GetSchedule, FoundSchedule],
  listChanges: [ListChanges, ChangesPage],
  listProfessionals: [ListProfessionals, ProfessionalsPage],
  searchProfessionals: [SearchProfessionals, FoundProfessionals],
  getProfessional: [GetProfessional, FoundProfessional],
  searchAvailability: [SearchAvailability, FoundSlots],
  explainAvailability: [ExplainAvailability, ExplainedAvailability],
  holdSlot: [HoldSlot, OneBooking],
  createBooking: [CreateBooking, OneBooking],
  rescheduleBooking: [RescheduleBooking, OneBooking],
  cancelBooking: [CancelBooking, OneBooking],
  getBooking: [GetBooking, BookingWithHistory],
  listBookings: [ListBookings, BookingsPage],
  getAccount: [GetAccount, FoundAccount],
  saveAccount: [SaveAccount, SavedAccount],
  registerDevice: [RegisterDevice, Done],
  unregisterDevice: [UnregisterDevice, Done],
  markNotificationsRead: [MarkNotificationsRead, Done],
  exportAccount: [ExportAccount, ExportedAccount],
  listDeliveries: [ListDeliveries, DeliveriesPage],
  eraseAccount: [EraseAccount, BegunErasure],
  guestBooking: [GuestBooking, OneBooking],
  cancelGuestBooking: [CancelGuestBooking, OneBooking],
  unsubscribe: [Unsubscribe, Done],
  health: [GetHealth, Health],
} as const
