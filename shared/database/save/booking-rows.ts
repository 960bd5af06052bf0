// Appointments, bookings and their steps as the save takes them: rows of JSON, each once and with its final values.
import { DELETED_CLIENT } from '../../contract/retention.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import type { AppointmentState, BookingStep } from '../../scheduling/effects/effects.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { occupiedEnd } from '../rows/calendar-row.ts'

const text = (at: Instant | undefined) => (at === undefined ? undefined : formatInstant(at))

/** Appointments with their final values. */
export const toAppointmentRows = (appointments: readonly AppointmentState[]): readonly object[] =>
  appointments.map((one) => {
    const late = occupiedEnd(0, one.end, one.endedAt ?? null)
    const { start, end } = one.occupies
    return {
      appointment_id: one.appointmentId,
      service_id: one.serviceId,
      start_at: formatInstant(one.start),
      end_at: formatInstant(one.end),
      occupied_from: formatInstant(start),
      occupied_to: formatInstant(Math.max(start, end - late)),
      capacity: one.capacity,
      seats_taken: one.seatsTaken,
      state: one.state,
      expected_start: text(one.expectedStart),
      expected_end: text(one.expectedEnd),
      ended_at: text(one.endedAt),
    }
  })

/** Bookings that are made. */
export const toBookingRows = (bookings: readonly Booking[]): readonly object[] =>
  bookings.map((one) => ({
    booking_id: one.bookingId,
    appointment_id: one.appointmentId,
    service_id: one.serviceId,
    status: one.status,
    start_at: formatInstant(one.start),
    end_at: formatInstant(one.end),
    seats: one.seats,
    client_uid: one.client.uid,
    client_name: one.client.name,
    client_email: one.client.email,
    client_phone: one.client.phone,
    client_time_zone: one.timeZone,
    note: one.note,
    price: one.price,
    hold_expires_at: text(one.holdExpiresAt),
    held_until: text(one.holdExpiresAt),
    expected_start: text(one.expectedStart),
    expected_end: text(one.expectedEnd),
    cancelled_by: one.cancelledBy,
    cancel_reason: one.cancelReason,
    created_at: formatInstant(one.createdAt),
    updated_at: formatInstant(one.updatedAt),
  }))

/** Steps of bookings; what one leaves unset is unset in its row. */
export const toStepRows = (steps: readonly BookingStep[]): readonly object[] =>
  steps.map(({ bookingId, status, seats, moved, booked, expected, erases = [], ...one }) => ({
    booking_id: bookingId,
    status,
    seats,
    ...(moved && {
      appointment_id: moved.appointmentId,
      start_at: formatInstant(moved.start),
      end_at: formatInstant(moved.end),
    }),
    has_client: booked !== undefined || erases.includes('client'),
    ...(booked && {
      client_uid: booked.client.uid,
      client_name: booked.client.name,
      client_email: booked.client.email,
      client_phone: booked.client.phone,
      client_time_zone: booked.timeZone,
      note: booked.note,
    }),
    ...(erases.includes('client') && { client_name: DELETED_CLIENT }),
    erases_client: erases.includes('client'),
    erases_holder: erases.includes('client') || erases.includes('holder'),
    erases_reason: erases.includes('client') || erases.includes('reason'),
    has_expected: expected !== undefined,
    expected_start: text(expected?.start),
    expected_end: text(expected?.end),
    hold_expires_at: text(one.holdExpiresAt),
    cancelled_by: one.cancelledBy,
    cancel_reason: one.cancelReason,
  }))
