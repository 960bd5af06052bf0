// Ids that cannot be taken for one another: a booking's is no service's, though both are text.

declare const named: unique symbol

/**
 * Text that names one kind of thing: what a request or a row is parsed to. Plain text may become any of them, but what is one
 * kind's id is never another's.
 */
export type Id<Kind extends string> = string & { readonly [named]?: Kind }

export type ProfessionalId = Id<'professional'>
export type ServiceId = Id<'service'>
export type AppointmentId = Id<'appointment'>
export type BookingId = Id<'booking'>
export type TimeOffId = Id<'time off'>
export type ChangeId = Id<'change'>
/** Shared by all changes of one save. */
export type CauseId = Id<'cause'>
/** A Firebase user id. */
export type AccountUid = Id<'account'>
