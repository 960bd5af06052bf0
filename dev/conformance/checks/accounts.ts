// The caller's own account: what it says of itself, its devices and messages, what is held about it, and its erasure.
import * as z from 'zod'
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import { NotChecked } from '../bench/outcome.ts'
import { Anything } from '../bench/shapes.ts'
import { makeCalendar, NAME } from '../bench/stage.ts'
import * as p from './practice.ts'

const Known = z.object({
  account: z.looseObject({
    uid: z.string(),
    name: z.string().optional(),
    devices: z.array(z.object({ deviceId: z.string(), platform: z.string() })),
    notifications: z.object({
      push: z.boolean(),
      email: z.boolean(),
      reminderMinutes: z.array(z.int()),
    }),
  }),
})
const Exported = z.looseObject({
  account: z.looseObject({ uid: z.string() }).optional(),
  bookings: z.array(z.looseObject({ bookingId: z.string() })).optional(),
})

const GIVEN = 'an account that was handed in is not put at risk'

export const accounts = checksOf('Accounts', [
  {
    id: 'save-account/reads-back',
    about: 'save-account',
    says: 'answers what was saved, field by field, and keeps the rest',
    run: async (b) => {
      const { uid } = await b.person('ann')
      const body = { name: 'Ann Conformance', notifications: { reminderMinutes: [90] } }
      const saved = granted(await p.command(b, 'ann', 'save-account', body), Known).account
      const read = granted(await p.query(b, 'ann', 'get-account'), Known).account
      mustEqual(read, saved, 'get-account answers what save-account did')
      mustEqual(
        [read.uid, read.name, read.notifications.reminderMinutes],
        [uid, 'Ann Conformance', [90]],
        'what was sent',
      )
      const told = { notifications: { push: false } }
      const later = granted(await p.command(b, 'ann', 'save-account', told), Known).account
      mustEqual(
        later.notifications,
        { ...read.notifications, push: false },
        'one field of the notifications, the others stay',
      )
    },
  },
  {
    id: 'register-device/and-back',
    about: 'register-device',
    says: 'a device is listed once however often it registers, and no more when it is gone',
    run: async (b) => {
      const token = `conformance-${b.runName}`
      const device = { token, platform: 'web' }
      granted(await p.command(b, 'cem', 'register-device', device), Anything)
      granted(await p.command(b, 'cem', 'register-device', device), Anything)
      const one = granted(await p.query(b, 'cem', 'get-account'), Known).account.devices
      mustEqual(
        one.map(({ platform }) => platform),
        ['web'],
        'one device',
      )
      granted(await p.command(b, 'cem', 'unregister-device', { token }), Anything)
      const none = granted(await p.query(b, 'cem', 'get-account'), Known).account.devices
      mustEqual(none, [], 'no device')
    },
  },
  {
    id: 'export-account/holds-own',
    about: 'export-account',
    says: 'tells everything that is held about the caller',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { uid } = await b.person('cem')
      const { bookingId } = await p.book(b, 'cem', talk, day.at('09:00'))
      const ids: string[] = []
      let pageToken: string | undefined
      for (let pages = 0; pages < 20; pages++) {
        const parameters: Record<string, string> = pageToken === undefined ? {} : { pageToken }
        const reply = await p.query(b, 'cem', 'export-account', parameters)
        const { account, bookings = [], nextPageToken } = granted(reply, Exported)
        if (account) mustEqual(account.uid, uid, 'the caller’s account', reply)
        ids.push(...bookings.map((one) => one.bookingId))
        if (typeof nextPageToken !== 'string') break
        pageToken = nextPageToken
      }
      must(ids.includes(bookingId), `booking ${bookingId} is in it`, `${ids.length} others`)
    },
  },
  {
    id: 'erase-account/asks-twice',
    about: 'erase-account',
    says: 'erases nothing without the word, and nothing that others wait for without being told',
    run: async (b) => {
      // Of a deployment that erases all the same.
      if ((await b.person('ben')).isGiven) throw new NotChecked(GIVEN)
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      await p.book(b, 'ben', talk, day.at('09:00'))
      const wrong = await p.command(b, 'ben', 'erase-account', { confirm: 'yes' })
      refused(wrong, 'invalid-request', 'another word than "erase"')
      const told = await p.command(b, 'ben', 'erase-account', { confirm: 'erase' })
      const { errors = [] } = refused(told, 'not-changeable', 'with an upcoming booking')
      must(errors.length > 0, 'it names the bookings', 'none', told)
      granted(await p.query(b, 'ben', 'get-account'), Anything, 'the account is as it was')
    },
  },
  {
    id: 'erase-account/takes-all',
    about: 'erase-account',
    says: 'an erased owner is offered no more, and the account commands no more',
    run: async (b) => {
      const finn = await b.person('finn')
      if (finn.isGiven) throw new NotChecked(GIVEN)
      const calendar = { name: `${NAME} ${b.runName} erased`, timeZone: 'Europe/Athens' }
      const { professionalId, revision } = await makeCalendar(b.call, finn, calendar)
      const ann = await b.person('ann')
      await b.documents.until(
        ann,
        `mirrors/${professionalId}`,
        'the new calendar is mirrored',
        ({ content }) => Number(content['revision']) >= revision,
      )
      const erased = await p.command(b, 'finn', 'erase-account', { confirm: 'erase' })
      granted(erased, Anything)
      const again = await p.command(b, 'finn', 'save-account', { name: 'Finn' })
      refused(again, ['forbidden', 'unauthenticated'], 'a command of an erased account')
      const path = `professionals/${professionalId}`
      await b.documents.until(
        ann,
        path,
        'it is not offered any more, or gone',
        ({ exists, content }) => !exists || content['active'] === false,
      )
    },
  },
])
