// Pushes against the stand-in of FCM's HTTP service, which answers as the real one is documented to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FcmPart, startFcm } from '../../dev/parts/fcm.ts'
import { type FcmPlace, type Push, sendPush } from './fcm.ts'

let fcm: FcmPart
let place: FcmPlace

beforeAll(async () => {
  fcm = await startFcm({ port: 0 })
  place = { projectId: 'demo', baseUrl: fcm.url, accessToken: () => Promise.resolve('owner') }
})
afterAll(() => fcm.stop())

const INVALID = { status: 400, code: 'INVALID_ARGUMENT' } as const

const push = (token: string): Push => ({
  token,
  title: 'Your booking is confirmed',
  body: 'Tue, 24 Nov 2026, 10:00–10:30',
  data: { type: 'booking.confirmed', notificationId: 'n1' },
  ttlSeconds: 3600,
  collapseKey: 'n1',
})

describe('a push', () => {
  it('is handed in with what its device shows and its app opens', async () => {
    expect(await sendPush(place, push('taken'))).toEqual({ kind: 'sent', answer: '200' })
    expect(fcm.pushes().at(-1)).toEqual({
      token: 'taken',
      title: 'Your booking is confirmed',
      body: 'Tue, 24 Nov 2026, 10:00–10:30',
      data: { type: 'booking.confirmed', notificationId: 'n1' },
    })
  })

  it.each([
    ['a device that is gone', { status: 404, code: 'UNREGISTERED' }, 'refused', true],
    ["another project's device", { status: 403, code: 'SENDER_ID_MISMATCH' }, 'refused', true],
    ['a token that is none', { status: 400, code: 'INVALID_ARGUMENT' }, 'refused', true],
    ['a token that is named', { ...INVALID, field: 'message.token' }, 'refused', true],
    ['a device, of which we say nonsense', { ...INVALID, field: 'message.data' }, 'refused', false],
    ['a service that is down', { status: 503, code: 'UNAVAILABLE' }, 'later', undefined],
    ['a quota that is used up', { status: 429, code: 'QUOTA_EXCEEDED' }, 'later', undefined],
    ['a right that is missing', { status: 403, code: 'PERMISSION_DENIED' }, 'later', undefined],
  ] as const)('to %s is %o: %s', async (name, answer, kind, isGone) => {
    fcm.answerFor(name, answer)
    expect(await sendPush(place, push(name))).toMatchObject({
      kind,
      answer: `${answer.status} ${answer.code}`,
      ...(isGone !== undefined && { isGone }),
    })
  })

  it('waits as long as the service asks', async () => {
    fcm.answerFor('patient', { status: 503, code: 'UNAVAILABLE', retryAfterSeconds: 90 })
    expect(await sendPush(place, push('patient'))).toMatchObject({
      kind: 'later',
      afterMillis: 90_000,
    })
  })

  it('to nobody who answers is for later', async () => {
    const gone = { ...place, baseUrl: 'http://127.0.0.1:9' }
    expect(await sendPush(gone, push('x'))).toMatchObject({ kind: 'later' })
  })
})
