// Profile and rules as they are edited: values as they are typed, what is wrong with them, what is sent of what changed.
import { isEmailAddress } from '../../../parts/email-address.ts'
import type { Professional, SaveProfessionalRequest } from '../../../../../client/index.ts'
import type { Errors, Places } from '../../../parts/form.ts'
import {
  type SpanDraft,
  spanError,
  toMinutes,
  toSpanDraft,
  toWhole,
  wholeError,
} from '../../../parts/numbers.ts'
import { t } from '../../../words/words.ts'

export interface ProfileValues {
  readonly name: string
  readonly headline: string
  readonly about: string
  readonly photoUrl: string
  readonly address: string
  readonly isOnline: boolean
  /** Separated by commas. */
  readonly specialties: string
  readonly phone: string
  readonly email: string
  readonly timeZone: string
  readonly isActive: boolean
  readonly notice: SpanDraft
  readonly horizon: string
  readonly cancelNotice: SpanDraft
  readonly rescheduleNotice: SpanDraft
  readonly perDay: string
  readonly perWeek: string
  readonly minutesPerDay: string
  readonly weekStartsOn: string
  readonly step: string
}

export function toProfileValues(professional: Professional): ProfileValues {
  const { policy, contact, location } = professional
  const text = (number: number | undefined) => number?.toString() ?? ''
  return {
    name: professional.name,
    headline: professional.headline ?? '',
    about: professional.about ?? '',
    photoUrl: professional.photoUrl ?? '',
    address: location?.address ?? '',
    isOnline: professional.online ?? false,
    specialties: professional.specialties.join(', '),
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
    timeZone: professional.timeZone,
    isActive: professional.active,
    notice: toSpanDraft(policy.minNoticeMinutes),
    horizon: text(policy.horizonDays),
    cancelNotice: toSpanDraft(policy.cancelNoticeMinutes),
    rescheduleNotice: toSpanDraft(policy.rescheduleNoticeMinutes),
    perDay: text(policy.maxBookingsPerDay),
    perWeek: text(policy.maxBookingsPerWeek),
    minutesPerDay: text(policy.maxMinutesPerDay),
    weekStartsOn: text(policy.weekStartsOn),
    step: text(policy.slotStepMinutes),
  }
}

/** Specialties as they are typed, each once. */
export function toSpecialties(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  ]
}

const YEAR_MINUTES = 525_600
const MOST_SPECIALTIES = 20
const LONGEST_SPECIALTY = 60

function specialtiesError(text: string): string | undefined {
  const all = toSpecialties(text)
  if (all.length > MOST_SPECIALTIES)
    return t('profile.mostSpecialties', { count: MOST_SPECIALTIES })
  const long = all.find((one) => Array.from(one).length > LONGEST_SPECIALTY)
  return long === undefined
    ? undefined
    : t('profile.longSpecialty', { name: long, count: LONGEST_SPECIALTY })
}

function photoError(text: string): string | undefined {
  if (text.trim() === '') return undefined
  const isAddress = /^https:\/\/\S+$/i.test(text.trim()) && URL.canParse(text.trim())
  return isAddress ? undefined : t('profile.badPhoto')
}

/** What is wrong, in words at its field. */
export function profileErrors(values: ProfileValues): Errors<ProfileValues> {
  const limit = { min: 1, max: 1000, isOptional: true } as const
  const found: { [K in keyof ProfileValues]?: string | undefined } = {
    name: values.name.trim() === '' ? t('form.missing') : undefined,
    photoUrl: photoError(values.photoUrl),
    specialties: specialtiesError(values.specialties),
    email:
      values.email.trim() === '' || isEmailAddress(values.email) ? undefined : t('form.badEmail'),
    notice: spanError(values.notice, { max: YEAR_MINUTES }),
    horizon: wholeError(values.horizon, { min: 0, max: 730 }),
    cancelNotice: spanError(values.cancelNotice, { max: YEAR_MINUTES }),
    rescheduleNotice: spanError(values.rescheduleNotice, { max: YEAR_MINUTES }),
    perDay: wholeError(values.perDay, limit),
    perWeek: wholeError(values.perWeek, limit),
    minutesPerDay: wholeError(values.minutesPerDay, { ...limit, max: 1440 }),
    step: wholeError(values.step, { min: 5, max: 1440, isOptional: true }),
  }
  const errors: Errors<ProfileValues> = {}
  return Object.assign(
    errors,
    Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined)),
  )
}

/** Where the request's fields are shown. */
export const PROFILE_PLACES: Places<ProfileValues> = {
  name: 'name',
  headline: 'headline',
  about: 'about',
  photoUrl: 'photoUrl',
  location: 'address',
  online: 'isOnline',
  specialties: 'specialties',
  contact: 'phone',
  'contact.phone': 'phone',
  'contact.email': 'email',
  timeZone: 'timeZone',
  active: 'isActive',
  'policy.minNoticeMinutes': 'notice',
  'policy.horizonDays': 'horizon',
  'policy.cancelNoticeMinutes': 'cancelNotice',
  'policy.rescheduleNoticeMinutes': 'rescheduleNotice',
  'policy.maxBookingsPerDay': 'perDay',
  'policy.maxBookingsPerWeek': 'perWeek',
  'policy.maxMinutesPerDay': 'minutesPerDay',
  'policy.weekStartsOn': 'weekStartsOn',
  'policy.slotStepMinutes': 'step',
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** What is sent of what changed; what was emptied is cleared. The contact is sent whole. */
export function toProfileRequest(
  values: ProfileValues,
  changed: Partial<ProfileValues>,
): SaveProfessionalRequest {
  const has = (...names: readonly (keyof ProfileValues)[]) => names.some((name) => name in changed)
  const text = (value: string) => value.trim() || null
  const request: Writable<SaveProfessionalRequest> = {}
  if (has('name')) request.name = values.name.trim()
  if (has('headline')) request.headline = text(values.headline)
  if (has('about')) request.about = text(values.about)
  if (has('photoUrl')) request.photoUrl = text(values.photoUrl)
  // A place that was moved leaves its old position on the map behind.
  if (has('address')) {
    const address = text(values.address)
    request.location = address === null ? null : { address }
  }
  if (has('isOnline')) request.online = values.isOnline
  if (has('specialties')) request.specialties = toSpecialties(values.specialties)
  if (has('phone', 'email')) {
    const [phone, email] = [text(values.phone), text(values.email)]
    request.contact =
      phone === null && email === null
        ? null
        : { ...(phone !== null && { phone }), ...(email !== null && { email }) }
  }
  if (has('timeZone')) request.timeZone = values.timeZone
  if (has('isActive')) request.active = values.isActive
  const policy = toPolicyPatch(values, has)
  if (Object.keys(policy).length > 0) request.policy = policy
  return request
}

function toPolicyPatch(
  values: ProfileValues,
  has: (name: keyof ProfileValues) => boolean,
): NonNullable<SaveProfessionalRequest['policy']> {
  return {
    ...(has('notice') && { minNoticeMinutes: toMinutes(values.notice) }),
    ...(has('horizon') && { horizonDays: toWhole(values.horizon) }),
    ...(has('cancelNotice') && { cancelNoticeMinutes: toMinutes(values.cancelNotice) }),
    ...(has('rescheduleNotice') && { rescheduleNoticeMinutes: toMinutes(values.rescheduleNotice) }),
    ...(has('perDay') && { maxBookingsPerDay: toWhole(values.perDay) ?? null }),
    ...(has('perWeek') && { maxBookingsPerWeek: toWhole(values.perWeek) ?? null }),
    ...(has('minutesPerDay') && { maxMinutesPerDay: toWhole(values.minutesPerDay) ?? null }),
    ...(has('weekStartsOn') && { weekStartsOn: toWhole(values.weekStartsOn) }),
    ...(has('step') && { slotStepMinutes: toWhole(values.step) ?? null }),
  }
}
