// Words at their worst in every text that is stored, and then everything that shows them: documents, answers, mails, calendar files.
import type { Received } from '../../../test/support/mailbox.ts'
import type { Chance } from '../chance.ts'
import type { Finding } from '../judge/finding.ts'
import type { Stage } from '../stage.ts'
import { type DocumentJudge } from '../judge/documents.ts'
import type { Inside } from '../target/target.ts'
import type { Answer, Role, Shot, Wire } from '../wire/shot.ts'

/** Where this stands as it is in HTML, it is an element. */
const ELEMENT = '<x-poison>'

const WORST = [
  ELEMENT, `"${ELEMENT}`, `'>${ELEMENT}`, `-->${ELEMENT}`, `]]>${ELEMENT}`, `</title>${ELEMENT}`, `</style></script>${ELEMENT}`, `<!--${ELEMENT}`,
  '<x-poison onload=alert(1)', '&lt;x-poison&gt;', 'a\r\nX-Poison: 1', 'a\nX-Poison: 1', 'a\r\nBcc: bad@evil.example', 'a\r\n\r\n<x-poison>',
  'a\nEND:VEVENT\nBEGIN:VEVENT\nX-POISON:1', 'a\r\nX-POISON:1', 'a;X-POISON=1:b', '\\n\\,\\;\\', '"X";X="', 'https://evil.example/x', 'evil.example',
  'javascript:alert(1)//evil.example', '[x](https://evil.example)', '@evil.example', '\u202eevil\u2066', '\u2028\u2029x', `a${'\u0301'.repeat(99)}`,
  '__proto__', 'constructor', 'toString', '__name__', '.', '..', '__all__', 'a/b/c', '~!*/[]', '`a`.b', '%s%n%d%00', '{{7*7}}${7*7}#{7*7}',
  '=1+1|cmd', '👩‍👩‍👧‍👦'.repeat(9), 'ﷺ'.repeat(90), 'ẞ'.repeat(100), 'İ'.repeat(100), '𝔸'.repeat(50), 'a\tb', '\u0001\u0002x', '\u007f\u0085x', 'null', '0', '-0',
  `=?utf-8?B?${Buffer.from(ELEMENT).toString('base64')}?=`, 'X'.repeat(100), ' x ', '\ufeffx', '\ufffex\uffff',
] // prettier-ignore

type Fields = Readonly<Record<string, unknown>>

const finding = (kind: Finding['kind'], seen: string): Finding => ({ kind, seen })

/** Whether what was typed became an element, or a link. */
function judgeHtml(what: string, html: string): readonly Finding[] {
  const element = /<x-poison|<[^>]*\sonload\s*=/i.exec(html)
  const link = /(?:href|src|action)\s*=\s*["']?[^"'>]*evil\.example/i.exec(html)
  return [element, link].flatMap((found) =>
    found ? [finding('poison', `${what} holds ${JSON.stringify(found[0])}`)] : [],
  )
}

function judgeCalendar(text: string): readonly Finding[] {
  const lines = text
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean)
  const wrong = lines.find(
    (line) => /^X-POISON/i.test(line) || !/^[A-Z][A-Z0-9-]*[;:]/.test(line) || /[\r\n]/.test(line),
  )
  const events = lines.filter((line) => line === 'BEGIN:VEVENT').length
  return [
    ...(wrong === undefined
      ? []
      : [finding('poison', `a calendar file has the line ${JSON.stringify(wrong.slice(0, 200))}`)]),
    ...(events > 1 ? [finding('poison', `a calendar file has ${events} events`)] : []),
  ]
}

function judgeMail({ html, subject, headers, files }: Received): readonly Finding[] {
  const names = [...headers.keys()].filter((name) => /poison|^bcc$/i.test(name))
  const isBroken = /[\r\n]/.test(subject) || /evil\.example/.test(subject)
  return [
    ...judgeHtml('a mail', html),
    ...files.flatMap(({ text }) => judgeCalendar(text)),
    ...names.map((name) => finding('poison', `a mail has the header ${name}`)),
    ...(isBroken ? [finding('poison', `a mail has the subject ${JSON.stringify(subject)}`)] : []),
  ]
}

/** Stores the words, shows them, and looks at all that shows them. */
export function poison(
  stage: Stage,
  chance: Chance,
  inside: Inside | undefined,
  documents: DocumentJudge,
): Shot {
  const words = () => chance.pick(WORST)
  return {
    kind: 'poison',
    what: 'every stored text at its worst',
    fire: async (wire) => {
      const before = inside?.mails().length ?? 0
      await store(wire, stage, words)
      const pages = inside ? await show(wire, stage) : []
      await readAll(wire, stage)
      if (!inside) return pages
      const mails = inside.mails().slice(before)
      return [
        ...pages,
        ...mails.flatMap(judgeMail),
        ...(await guestPages(wire, mails)),
        ...(await judgeDocuments(stage, inside, documents)),
      ]
    },
  }
}

const ask = (
  wire: Wire,
  stage: Stage,
  role: Role,
  name: string,
  data: Fields,
): Promise<Answer | undefined> =>
  wire.send(role, name, {
    method: 'POST',
    target: `/${name}`,
    headers: [
      ['Authorization', stage.authorization(role) ?? ''],
      ['Content-Type', 'application/json'],
    ],
    body: Buffer.from(JSON.stringify({ data })),
  })

/** Some are refused, which is as good. */
async function store(wire: Wire, stage: Stage, words: () => string): Promise<void> {
  const [own] = stage.professionals
  if (!own) return
  const { serviceId } = own
  const starts = stage.pools['start'] ?? []
  const send = (role: Role, name: string, data: Fields) => ask(wire, stage, role, name, data)
  const several = (count: number) => Array.from({ length: count }, words)
  await send('owner', 'save-professional', {
    name: words(),
    headline: words(),
    about: several(12).join(' '),
    location: { address: words() },
    specialties: several(12),
  })
  await send('owner', 'save-professional', {
    photoUrl: `https://example.com/?${words()}`,
    contact: { phone: words() },
  })
  await send('owner', 'save-service', {
    serviceId,
    name: words(),
    description: several(5).join('\n'),
  })
  await send('owner', 'add-time-off', {
    startDate: stage.pools['date']?.[4],
    endDate: stage.pools['date']?.[4],
    note: words(),
  })
  const busy = { start: starts[10], end: starts[11] }
  await send('owner', 'set-external-busy', {
    source: words(),
    from: busy.start,
    to: busy.end,
    intervals: [busy],
  })
  await send('owner', 'set-block', { email: 'c@blocked.example', blocked: true, note: words() })
  await send('client', 'save-account', { name: words(), phone: words() })
  await send('client', 'register-device', { token: words().repeat(8), platform: 'web' })
  for (const start of starts.slice(3, 7)) {
    const booked = await send('client', 'create-booking', {
      serviceId,
      start,
      note: words(),
      client: { name: words(), phone: words() },
    })
    const id =
      booked?.status === 200 &&
      (JSON.parse(booked.text) as { result: { booking: { bookingId: string } } }).result.booking
        .bookingId
    if (id !== false && id !== undefined)
      await send(words().length % 2 === 0 ? 'client' : 'owner', 'cancel-booking', {
        bookingId: id,
        reason: words(),
      })
  }
  for (const start of starts.slice(7, 9))
    await send('owner', 'create-booking', {
      serviceId,
      start,
      note: words(),
      client: { name: words(), email: 'guest@example.com', phone: words() },
    })
  await send('owner', 'set-activity', { state: 'busy', until: starts[0], message: words() })
}

/** What Pub/Sub would push of it. */
async function show(wire: Wire, stage: Stage): Promise<readonly Finding[]> {
  const told = await ask(wire, stage, 'owner', 'list-changes', { afterRevision: 0, pageSize: 100 })
  if (told?.status !== 200) return [finding('silent', 'the changes are not listed')]
  const { changes } = (JSON.parse(told.text) as { result: { changes: readonly Fields[] } }).result
  const push = (name: string, change: Fields) =>
    wire.send('nobody', name, {
      method: 'POST',
      target: `/${name}`,
      headers: [['Content-Type', 'application/json']],
      body: Buffer.from(
        JSON.stringify({
          message: { data: Buffer.from(JSON.stringify(change)).toString('base64'), attributes: {} },
        }),
      ),
    })
  const last = changes.at(-1)
  const answers = await Promise.all([
    ...(last ? [push('fan-out-availability', last)] : []),
    ...changes
      .filter(({ type }) => String(type).startsWith('booking.'))
      .map((change) => push('send-notifications', change)),
  ])
  return answers.flatMap((answer) =>
    answer?.status === 200
      ? []
      : [finding('document', `a change cannot be shown: ${answer?.text ?? 'no answer'}`)],
  )
}

async function readAll(wire: Wire, stage: Stage): Promise<void> {
  const [own] = stage.professionals
  if (!own) return
  const { id: professionalId, serviceId } = own
  const starts = stage.pools['start'] ?? []
  const asked: readonly (readonly [Role, string, Fields])[] = [
    ['owner', 'get-schedule', {}],
    ['owner', 'list-bookings', { as: 'professional', pageSize: 100 }],
    ['owner', 'list-blocks', {}],
    ['owner', 'export-account', {}],
    ['owner', 'explain-availability', { serviceId, start: starts[10] }],
    ['client', 'get-professional', { professionalId }],
    ['client', 'list-bookings', { as: 'client', pageSize: 100 }],
    ['client', 'get-account', {}],
    ['client', 'export-account', {}],
    [
      'client',
      'search-availability',
      { professionalId, serviceId, from: starts[0], to: starts[11] },
    ],
    ['client', 'search-professionals', { text: 'x' }],
    ['admin', 'list-professionals', { pageSize: 100 }],
  ]
  await Promise.all(asked.map(([role, name, data]) => ask(wire, stage, role, name, data)))
}

/** The pages that guests open from their mails. */
async function guestPages(wire: Wire, mails: readonly Received[]): Promise<readonly Finding[]> {
  const tokens = mails.flatMap(({ text }) => /\/g\/([\w.-]+)/.exec(text)?.[1] ?? [])
  const pages = await Promise.all(
    tokens.slice(0, 3).map((token) =>
      wire.send('nobody', 'guest-booking', {
        method: 'GET',
        target: `/guest-booking?token=${token}`,
        headers: [['Accept', 'text/html']],
      }),
    ),
  )
  return pages.flatMap((page) => judgeHtml('a page', page?.text ?? ''))
}

async function judgeDocuments(
  { professionals, accounts }: Stage,
  inside: Inside,
  documents: DocumentJudge,
): Promise<readonly Finding[]> {
  const written = await inside.documents(professionals[0]?.id ?? '', [
    accounts.client.uid,
    accounts.owner.uid,
  ])
  const wrong = written.flatMap((document) => documents(document))
  // A calendar that could not be shown has none.
  return written.length === 0
    ? [finding('document', 'nothing was written')]
    : wrong.map((seen) => finding('document', seen))
}
