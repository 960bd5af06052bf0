// Professionals and their rules, in words.
import { perClient, perClientPatch, policy, policyPatch } from '../policy.ts'
import * as p from '../professional.ts'
import * as ps from '../professionals.ts'
import { type FieldsOf, object } from './said.ts'

const found = ps.FoundProfessionals.shape.professionals.unwrap().element
const saved = p.SaveProfessional.shape

/** Rules as they stand. */
export const rules: FieldsOf<typeof policy> = {
  slotStepMinutes:
    'How far apart starts are, 5–1440 minutes of elapsed time. Absent: the service’s duration.',
  minNoticeMinutes: 'How long before its start a booking is taken at the latest, 0–525600 minutes.',
  horizonDays: 'How many days ahead bookings are taken, 0–730; 0: today only.',
  maxBookingsPerDay:
    'How many appointments a local date takes, in every service, 1–1000. Absent: no limit.',
  maxBookingsPerWeek:
    'How many appointments a week takes, in every service, 1–1000. Absent: no limit.',
  maxMinutesPerDay: 'How many booked minutes a local date takes, 1–1440. Absent: no limit.',
  cancelNoticeMinutes:
    'Until how many minutes before the start a client may cancel what is confirmed, 0–525600.',
  rescheduleNoticeMinutes:
    'Until how many minutes before the start a client may move a booking, 0–525600.',
  weekStartsOn:
    'On which ISO weekday a week begins for the weekly limits: 1 = Monday … 7 = Sunday.',
  perClient: 'How many bookings one client may have. Absent: no limit.',
  requireVerified:
    'Whether clients need a verified e-mail address or phone number in their token, else `unverified`.',
}

const limitWords = (unset: string): FieldsOf<typeof perClient> => ({
  maxUpcoming: `How many may be still to come, 1–1000. ${unset}`,
  maxPerDay: `How many may start on one local date, 1–1000. ${unset}`,
  maxPerWeek: `How many may start in one week, 1–1000. ${unset}`,
})

export const professionalWords: FieldsOf<typeof p.Professional> = {
  professionalId: 'The professional.',
  name: 'What the professional is called, 1–100 characters.',
  headline: 'One line about them, up to 140 characters. Absent where there is none.',
  about: 'More about them, up to 4000 characters. Absent where there is none.',
  photoUrl: 'The address of a picture, http or https. Absent where there is none.',
  location: 'Where they work. Absent where it is not told.',
  online: 'Whether sessions are held online. Absent where it is not told.',
  contact: 'How to reach them; public. Absent where it is not told.',
  specialties: 'What they are specialised in: at most 20 of 1–60 characters.',
  timeZone: 'The IANA time zone in which their calendar is kept, such as `Europe/Berlin`.',
  active: 'Whether they take bookings.',
  policy: 'By which rules starts are offered, refused and given back.',
}

const foundWords = {
  professional: 'Who they are.',
  services: 'What they offer; active ones.',
  activity: 'What they are shown to be doing.',
}

export const PROFESSIONALS = [
  object(
    'Professional',
    'A person whose time is booked, as clients may know them.',
    p.ShownProfessional,
    professionalWords,
  ),
  object('Policy', 'A professional’s rules.', policy, rules),
  object(
    'PolicyPatch',
    'Rules as they are sent: absent fields keep their value (a new calendar’s: the default), null clears.',
    policyPatch,
    {
      ...rules,
      slotStepMinutes:
        'How far apart starts are, 5–1440 minutes of elapsed time; null: the service’s duration.',
      minNoticeMinutes: `${rules.minNoticeMinutes} 0 for a new calendar.`,
      horizonDays: `${rules.horizonDays} 60 for a new calendar.`,
      maxBookingsPerDay:
        'How many appointments a local date takes, in every service, 1–1000; null: no limit.',
      maxBookingsPerWeek:
        'How many appointments a week takes, in every service, 1–1000; null: no limit.',
      maxMinutesPerDay: 'How many booked minutes a local date takes, 1–1440; null: no limit.',
      cancelNoticeMinutes: `${rules.cancelNoticeMinutes} 0 for a new calendar.`,
      rescheduleNoticeMinutes: `${rules.rescheduleNoticeMinutes} 0 for a new calendar.`,
      weekStartsOn: `${rules.weekStartsOn} 1 for a new calendar.`,
      perClient:
        'How many bookings one client may have in this calendar, guests’ under their verified address or number included; null: no limit. Search leaves out what it refuses; documents, and `search-professionals`, are alike for everybody.',
      requireVerified: `${rules.requireVerified} False for a new calendar.`,
    },
  ),
  object(
    'PerClient',
    'How many bookings one client may have; what would be more is `client-limit-reached`.',
    perClient,
    limitWords('Absent: no limit.'),
  ),
  object(
    'PerClientPatch',
    'How many bookings one client may have: absent fields keep their value, null clears one.',
    perClientPatch,
    limitWords('Null: no limit.'),
  ),
  object('Location', 'Where a professional works.', p.location, {
    address: 'The postal address, 1–500 characters.',
    latitude: 'Degrees north, −90–90. Absent where it is not told.',
    longitude: 'Degrees east, −180–180. Absent where it is not told.',
  }),
  object(
    'LocationPatch',
    'Where a professional works, sent whole; both coordinates or none.',
    saved.location.unwrap().unwrap(),
    {
      address: 'The postal address, 1–500 characters.',
      latitude: 'Degrees north, −90–90; goes with `longitude`.',
      longitude: 'Degrees east, −180–180; goes with `latitude`.',
    },
  ),
  object('Contact', 'How to reach a professional; everybody may know it.', p.contact, {
    phone: 'A phone number. Absent where it is not told.',
    email: 'An e-mail address. Absent where it is not told.',
  }),
  object(
    'ContactPatch',
    'How to reach a professional, sent whole; what is null or left out is not told.',
    saved.contact.unwrap().unwrap(),
    {
      phone: 'A phone number, 1–40 characters.',
      email: 'An e-mail address.',
    },
  ),
  object(
    'SaveProfessionalRequest',
    'A new calendar, or what changes of one: absent fields keep their value.',
    p.SaveProfessional,
    {
      professionalId:
        'The calendar to change. Unset: the caller’s own, which the first call creates.',
      ownerUid: 'The account to which a new calendar belongs; admins alone may name one.',
      name: 'What the professional is called, 1–100 characters. Required for a new calendar.',
      timeZone:
        'The IANA time zone in which the calendar is kept. Required for a new calendar. Another one keeps wall times and the bookings’ instants.',
      headline: 'One line about them, up to 140 characters; null or empty clears it.',
      about: 'More about them, up to 4000 characters; null or empty clears it.',
      photoUrl: 'The address of a picture, http or https, up to 2000 characters; null clears it.',
      location: 'Where they work, sent whole; null clears it.',
      online: 'Whether sessions are held online; null clears it.',
      contact: 'Public. Sent whole; null, or nothing in it, clears it.',
      specialties:
        'What they are specialised in, sent whole: at most 20 of 1–60 characters. None for a new calendar.',
      active: 'Whether they take bookings. True for a new calendar.',
      policy: 'Rules to change, field by field.',
    },
  ),
  object('SaveProfessionalAnswer', 'The professional as saved.', p.SavedProfessional, {
    professional: 'The professional as it is now.',
  }),
  object('GetProfessionalRequest', 'Which professional.', p.GetProfessional, {
    professionalId: 'The professional.',
  }),
  object(
    'GetProfessionalAnswer',
    'What a client may know of a professional.',
    p.FoundProfessional,
    foundWords,
  ),
  object(
    'FoundProfessional',
    'A professional with what they offer, and their next free starts.',
    found,
    {
      ...foundWords,
      nextSlots:
        'The soonest free starts of the range, or from now on, over all services that count, at most 3; for the caller, whose own holds are free to them.',
    },
  ),
  object(
    'NextSlot',
    'A free start of one of several services.',
    found.shape.nextSlots.unwrap().element,
    {
      serviceId: 'The service that is free then.',
      start: 'When it starts.',
      end: 'When it ends.',
      seatsLeft: 'How many seats are free, at least 1.',
    },
  ),
  object(
    'SearchProfessionalsRequest',
    'Whom to find: active professionals with an active service, the soonest free first.',
    ps.SearchProfessionals,
    {
      specialty:
        'One of the specialties, whole; neither case nor accents count, nor the form in which a character is written.',
      text: 'Words, each of which must occur, as a part of a word too, whatever case, accents and form of characters: in the name, the headline, the specialties, or the names of active services.',
      durationMinutes: 'Only services that take so long count, 5–1440 minutes.',
      from: 'Only who has a slot from then on is listed: exactly and by the soonest where it is not after now, else of the first 200 that match.',
      to: 'Only who has a slot before then is listed. At most 62 days after `from`, or now; so long after `from` if unset.',
      availableNow:
        'Only who is shown as `available` and has a slot that starts in 60 minutes at the latest.',
    },
  ),
  object(
    'SearchProfessionalsAnswer',
    'A page by the soonest slot. It may be short of `pageSize`, or empty, and yet have a next one.',
    ps.FoundProfessionals,
    { professionals: 'The professionals, the soonest free first.' },
  ),
  object('ListProfessionalsRequest', 'Which professionals.', ps.ListProfessionals, {
    active: 'Only those that do, or do not, take bookings. Unset: all.',
    text: 'Words, each of which must occur, as a part of a word too, whatever case and accents: in the name, the headline, the specialties, or the names of active services.',
  }),
  object(
    'ListProfessionalsAnswer',
    'A page by name, whatever its case, and id.',
    ps.ProfessionalsPage,
    { professionals: 'The professionals.' },
  ),
]
