// The professionals of the local stack's demo data: who offers what, when and where.
import { type DemoProfessional, person, type Weekly } from './people.ts'

function weekly(weekdays: readonly number[], ...intervals: readonly string[]): readonly Weekly[] {
  return weekdays.flatMap((weekday) =>
    intervals.map((interval) => {
      const [start = '', end = ''] = interval.split('-')
      return { weekday, start, end }
    }),
  )
}

const WEEKDAYS = [1, 2, 3, 4, 5]
const price = (amountMinor: number, currency: string) => ({ amountMinor, currency })

export const PROFESSIONALS: readonly DemoProfessional[] = [
  {
    ...person('Anna Weber'),
    profile: {
      timeZone: 'Europe/Berlin',
      headline: 'Physiotherapist for backs, knees and runners',
      about: 'Manual therapy and training plans that fit into a week with work in it.',
      location: {
        address: 'Kastanienallee 12, 10435 Berlin',
        latitude: 52.5389,
        longitude: 13.4094,
      },
      contact: { phone: '+49 30 5550 0112', email: 'praxis@anna-weber.example' },
      specialties: ['Physiotherapy', 'Sports injuries'],
      policy: { minNoticeMinutes: 120, cancelNoticeMinutes: 1440, rescheduleNoticeMinutes: 720 },
    },
    hours: weekly(WEEKDAYS, '08:00-12:00', '13:00-17:30'),
    services: [
      {
        name: 'Physiotherapy',
        durationMinutes: 45,
        bufferAfterMinutes: 15,
        price: price(6500, 'EUR'),
      },
      {
        name: 'First assessment',
        durationMinutes: 60,
        bufferAfterMinutes: 15,
        price: price(8500, 'EUR'),
      },
    ],
    demand: 7,
  },
  {
    ...person('Dr James Okafor'),
    profile: {
      timeZone: 'Europe/London',
      headline: 'General practitioner',
      location: { address: '48 Camden Road, London NW1 9DP' },
      contact: { phone: '+44 20 7946 0018' },
      specialties: ['General practice', 'Travel medicine'],
      policy: { minNoticeMinutes: 30, slotStepMinutes: 15 },
    },
    hours: weekly(WEEKDAYS, '08:30-12:30', '14:00-18:00'),
    services: [
      { name: 'Consultation', durationMinutes: 15, price: price(5500, 'GBP') },
      {
        name: 'Health check',
        durationMinutes: 45,
        bufferAfterMinutes: 15,
        price: price(14000, 'GBP'),
      },
    ],
    demand: 10,
  },
  {
    ...person('Dr Sofia Marques'),
    profile: {
      timeZone: 'America/Sao_Paulo',
      headline: 'Dentist, gentle with people who fear dentists',
      location: { address: 'Rua Augusta 1508, São Paulo' },
      specialties: ['Dentistry'],
      policy: { cancelNoticeMinutes: 720 },
    },
    hours: weekly(WEEKDAYS, '09:00-12:30', '13:30-18:00'),
    services: [
      { name: 'Check-up', durationMinutes: 30, bufferAfterMinutes: 10, price: price(22000, 'BRL') },
      {
        name: 'Root canal',
        description: 'After a check-up; I look at your record before I confirm.',
        durationMinutes: 90,
        bufferBeforeMinutes: 10,
        bufferAfterMinutes: 20,
        approval: 'manual',
        price: price(95000, 'BRL'),
      },
    ],
    demand: 6,
  },
  {
    ...person('Priya Raman'),
    profile: {
      timeZone: 'Asia/Kolkata',
      headline: 'Mathematics and physics, grades 9 to 12',
      online: true,
      specialties: ['Tutoring', 'Mathematics', 'Physics'],
      policy: { minNoticeMinutes: 240 },
    },
    hours: [...weekly(WEEKDAYS, '16:00-21:00'), ...weekly([6], '10:00-14:00')],
    services: [
      { name: 'Lesson', durationMinutes: 60, price: price(120000, 'INR') },
      { name: 'Exam group', durationMinutes: 90, capacity: 4, price: price(60000, 'INR') },
    ],
    demand: 7,
  },
  {
    ...person('Kenji Watanabe'),
    profile: {
      timeZone: 'Asia/Tokyo',
      headline: 'Hair stylist in Shimokitazawa',
      location: { address: '2-26-5 Kitazawa, Setagaya, Tokyo' },
      specialties: ['Hair'],
    },
    hours: weekly([3, 4, 5, 6, 7], '10:00-13:00', '14:00-19:30'),
    services: [
      { name: 'Cut', durationMinutes: 45, bufferAfterMinutes: 15, price: price(6600, 'JPY') },
      {
        name: 'Colour and cut',
        durationMinutes: 120,
        bufferAfterMinutes: 15,
        price: price(16500, 'JPY'),
      },
    ],
    demand: 8,
  },
  {
    ...person('Maya Cohen'),
    profile: {
      timeZone: 'America/New_York',
      headline: 'Yoga for stiff people',
      location: { address: '214 Smith Street, Brooklyn, NY' },
      specialties: ['Yoga', 'Breathing'],
      policy: { weekStartsOn: 7 },
    },
    hours: weekly([1, 3, 5], '09:00-12:00'),
    services: [
      {
        name: 'Evening class',
        durationMinutes: 60,
        capacity: 8,
        hours: [...weekly([2, 4], '18:00-19:00'), ...weekly([6], '10:00-11:00')],
        price: price(2200, 'USD'),
      },
      {
        name: 'Private session',
        durationMinutes: 60,
        bufferAfterMinutes: 30,
        price: price(11000, 'USD'),
      },
    ],
    demand: 9,
  },
  {
    ...person('Lukas Meier'),
    profile: {
      timeZone: 'Europe/Zurich',
      headline: 'Tax consultant for the self-employed',
      location: { address: 'Langstrasse 81, 8004 Zürich' },
      specialties: ['Tax', 'Bookkeeping'],
      policy: {
        maxBookingsPerDay: 5,
        minNoticeMinutes: 1440,
        cancelNoticeMinutes: 1440,
        horizonDays: 90,
      },
    },
    hours: weekly([1, 2, 3, 4], '09:00-12:00', '13:30-17:00'),
    services: [
      { name: 'First talk', durationMinutes: 30, price: price(0, 'CHF') },
      {
        name: 'Tax return',
        durationMinutes: 90,
        bufferAfterMinutes: 30,
        price: price(42000, 'CHF'),
      },
    ],
    demand: 4,
  },
  {
    ...person('Olivia Hartley'),
    profile: {
      timeZone: 'Australia/Sydney',
      headline: 'Career coach',
      online: true,
      specialties: ['Coaching', 'Careers'],
      policy: { minNoticeMinutes: 720, maxMinutesPerDay: 300 },
    },
    hours: weekly([1, 2, 4, 5], '08:00-12:00', '13:00-16:00'),
    services: [
      { name: 'Coaching', durationMinutes: 60, bufferAfterMinutes: 15, price: price(18000, 'AUD') },
      {
        name: 'Interview practice',
        durationMinutes: 90,
        bufferAfterMinutes: 15,
        price: price(25000, 'AUD'),
      },
    ],
    demand: 5,
  },
  {
    ...person('Omar El-Sayed'),
    profile: {
      timeZone: 'Africa/Cairo',
      headline: 'Portraits and families, indoors and at the river',
      location: { address: '15 Hassan Sabri Street, Zamalek, Cairo' },
      specialties: ['Photography'],
      policy: { weekStartsOn: 6, minNoticeMinutes: 1440 },
    },
    hours: weekly([6, 7, 1, 2, 3, 4], '11:00-19:00'),
    services: [
      {
        name: 'Portrait',
        durationMinutes: 60,
        bufferBeforeMinutes: 30,
        bufferAfterMinutes: 30,
        price: price(180000, 'EGP'),
      },
      {
        name: 'Family by the Nile',
        durationMinutes: 120,
        bufferBeforeMinutes: 45,
        bufferAfterMinutes: 45,
        approval: 'manual',
        price: price(420000, 'EGP'),
      },
    ],
    demand: 4,
  },
  {
    ...person('Dr Emily Novak'),
    profile: {
      timeZone: 'America/Toronto',
      headline: 'Vet, also in the night to Saturday and Sunday',
      location: { address: '690 Queen Street West, Toronto' },
      specialties: ['Veterinary', 'Cats', 'Dogs'],
    },
    hours: [...weekly([1, 2, 4], '09:00-13:00', '14:00-18:00'), ...weekly([5, 6], '20:00-04:00')],
    services: [
      { name: 'Visit', durationMinutes: 20, bufferAfterMinutes: 10, price: price(7500, 'CAD') },
      {
        name: 'Vaccination',
        durationMinutes: 15,
        bufferAfterMinutes: 5,
        price: price(4800, 'CAD'),
      },
    ],
    demand: 8,
  },
  {
    ...person('Chiara Rossi'),
    profile: {
      timeZone: 'Europe/Rome',
      headline: 'Piano, from the first note to the conservatory',
      location: { address: 'Via dei Banchi Vecchi 44, Roma' },
      online: true,
      specialties: ['Piano', 'Music theory'],
    },
    hours: weekly(WEEKDAYS, '14:00-20:00'),
    services: [
      { name: 'Half an hour', durationMinutes: 30, price: price(2800, 'EUR') },
      { name: 'An hour', durationMinutes: 60, price: price(5000, 'EUR') },
    ],
    demand: 8,
  },
  {
    ...person('Dr Leïla Haddad'),
    profile: {
      timeZone: 'Europe/Paris',
      headline: 'Dermatologist',
      location: { address: '27 rue de Charonne, 75011 Paris' },
      specialties: ['Dermatology'],
      policy: { minNoticeMinutes: 60, horizonDays: 120 },
    },
    hours: [...weekly([1, 2, 4], '09:00-12:30', '14:00-18:00'), ...weekly([5], '09:00-13:00')],
    services: [
      { name: 'Skin check', durationMinutes: 20, price: price(6000, 'EUR') },
      {
        name: 'Small surgery',
        durationMinutes: 40,
        bufferAfterMinutes: 20,
        price: price(15000, 'EUR'),
      },
    ],
    demand: 7,
  },
]
