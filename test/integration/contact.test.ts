// How a professional can be reached: everybody may know it, wherever they are shown, and mails say whom to call.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

let office: PostOffice
let owner: User
let anna: User
let made: f.Made

beforeAll(async () => {
  office = await startPostOffice()
  const { backend } = office
  ;[owner, anna] = await Promise.all([backend.user('Olga Owner'), backend.user('Anna')])
  made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
})
afterAll(() => office.stop())

const CONTACT = { phone: '+49 30 901820', email: 'praxis@example.com' }

const save = async (fields: object) =>
  f.granted(await f.post(office.backend, 'save-professional', owner, fields))

describe('the contact data of a professional', () => {
  it('are sent whole, and public in answers and documents, until they are cleared', async () => {
    const { backend } = office
    const { professionalId } = made
    const phoneless = { ...CONTACT, phone: null }
    expect((await save({ contact: phoneless })).professional.contact).toEqual({
      email: CONTACT.email,
    })
    const { professional, revision } = await save({ contact: CONTACT })
    expect(professional.contact).toEqual(CONTACT)
    const found = f.granted(await f.get(backend, 'get-professional', anna, { professionalId }))
    expect(found.professional.contact).toEqual(CONTACT)
    const searched = f.granted(await f.get(backend, 'search-professionals', anna))
    const { professionals } = searched as f.Body & { readonly professionals: readonly f.Body[] }
    expect(professionals.map((one) => one.professional.contact)).toEqual([CONTACT])
    await backend.mirrored(professionalId, revision)
    const document = backend.firestore.doc(`professionals/${professionalId}`)
    expect((await document.get()).get('contact')).toEqual(CONTACT)
    const cleared = await save({ contact: null })
    expect(cleared.professional).not.toHaveProperty('contact')
    await backend.mirrored(professionalId, cleared.revision)
    expect((await document.get()).data()).not.toHaveProperty('contact')
  })

  it('say in mails to clients whom to call, and nothing in the owner’s', async () => {
    const start = (hours: number) =>
      new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000 + hours * 3_600_000).toISOString()
    await f.book(office.backend, anna, made.serviceId, start(30))
    await office.settled()
    expect(office.mailbox.of(anna.email).at(-1)?.text).not.toContain('Questions?')
    // Words that are no number lead nowhere either.
    await save({ contact: { phone: '+49 30 901820 <b>or evil.example</b>' } })
    await f.book(office.backend, anna, made.serviceId, start(31))
    await office.settled()
    const mail = office.mailbox.of(anna.email).at(-1)
    expect(mail?.text.replaceAll('\u2060', '')).toContain(
      'Questions? Call +49 30 901820 <b>or evil.example</b>.',
    )
    expect(mail?.text).not.toContain('evil.example')
    expect(mail?.html).not.toMatch(/<b>|evil\.example/)
    expect(office.mailbox.of(owner.email).at(-1)?.text).not.toContain('Questions?')
  })
})
