// "Who is free, and when can I have it?" Everybody who can be booked, the soonest first, each with the next three starts.
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useSearch, useLocation } from 'wouter'
import { fold } from '../../../client/index.ts'
import { serverNow } from '../app/backend.ts'
import { useAsked, useLive } from '../app/live.ts'
import { useViewerZone } from '../app/session.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { OwnZone } from '../parts/OwnZone.tsx'
import { Message, PageState } from '../parts/PageState.tsx'
import { dateIn } from '../words/when.ts'
import { t, tn } from '../words/words.ts'
import { type Card, ofDocument, ofFound } from './card.ts'
import { ProfessionalCard } from './ProfessionalCard.tsx'
import './find.css'

const PAGE = 20
const TYPING_MILLIS = 300
const HALF_HOUR_MILLIS = 1_800_000
const WEEK_MILLIS = 7 * 86_400_000

interface Wish {
  readonly text: string
  readonly isNow: boolean
  readonly specialty: string
  readonly within: Within | ''
}

/** How soon a start shall be. */
const WITHIN = { today: 'find.today', week: 'find.thisWeek' } as const
type Within = keyof typeof WITHIN

/** The filters stand in the address: reload and share give the same list. */
function useWish(): readonly [Wish, (change: Partial<Wish>) => void] {
  const search = useSearch()
  const [path, go] = useLocation()
  const params = new URLSearchParams(search)
  const wish: Wish = {
    text: params.get('q') ?? '',
    isNow: params.has('now'),
    specialty: params.get('specialty') ?? '',
    within: withinOf(params.get('within')),
  }
  const change = (by: Partial<Wish>) => {
    const { text, isNow, specialty, within } = { ...wish, ...by }
    const next = new URLSearchParams({
      ...(text !== '' && { q: text }),
      ...(isNow && { now: '1' }),
      ...(specialty !== '' && { specialty }),
      ...(within !== '' && { within }),
    }).toString()
    go(next === '' ? path : `${path}?${next}`, { replace: true })
  }
  return [wish, change]
}

const withinOf = (text: string | null): Wish['within'] =>
  text === 'today' || text === 'week' ? text : ''

/** From now to the end of the viewer's day, or seven days on. */
function rangeOf(within: Within, zone: string): { readonly from: Date; readonly to: Date } {
  const from = new Date(serverNow())
  if (within === 'week') return { from, to: new Date(from.getTime() + WEEK_MILLIS) }
  const date = dateIn(zone, from)
  // Hour by hour to the first that is on another date: days have 23 to 25 of them.
  let to = Math.ceil((from.getTime() + 1) / HALF_HOUR_MILLIS) * HALF_HOUR_MILLIS
  while (dateIn(zone, new Date(to)) === date) to += HALF_HOUR_MILLIS
  return { from, to: new Date(to) }
}

export function Page() {
  const [wish, change] = useWish()
  const [count, setCount] = useState(PAGE)
  const seen = useCards(wish, count)
  return (
    <>
      <SearchBar wish={wish} change={change} cards={seen.data?.cards ?? []} />
      <PageState
        of={seen}
        skeleton={<CardSkeletons />}
        isEmpty={({ cards }) => cards.length === 0}
        empty={
          <Nothing
            wish={wish}
            clear={() => change({ text: '', isNow: false, specialty: '', within: '' })}
          />
        }
      >
        {({ cards, hasMore }) => (
          <>
            <InOrder key={JSON.stringify(wish)} cards={cards} isLive={seen.state === 'live'} />
            {hasMore && (
              <Button look="secondary" onClick={() => setCount(count + PAGE)}>
                {t('find.more')}
              </Button>
            )}
          </>
        )}
      </PageState>
    </>
  )
}

/** Live documents; words and "now" are asked of the search, which knows them all. */
function useCards(wish: Wish, count: number) {
  const text = useDelayed(wish.text.trim())
  const zone = useViewerZone()
  const isAsked = text !== '' || wish.isNow || wish.within !== ''
  const live = useLive(
    'watchProfessionals',
    isAsked
      ? undefined
      : { limit: count, ...(wish.specialty !== '' && { specialtyKey: fold(wish.specialty) }) },
  )
  const asked = useAsked(
    isAsked
      ? `search ${text} ${wish.isNow} ${wish.specialty} ${wish.within} ${zone} ${count}`
      : undefined,
    (client, signal) =>
      client.call.searchProfessionals(
        {
          ...(text !== '' && { text }),
          ...(wish.isNow && { availableNow: true }),
          ...(wish.within !== '' && rangeOf(wish.within, zone)),
          ...(wish.specialty !== '' && { specialty: wish.specialty }),
          pageSize: Math.min(count, 100),
        },
        { signal },
      ),
  )
  const { data: documents } = live
  const { data: answer } = asked
  const data = useMemo(() => {
    if (isAsked)
      return (
        answer && {
          cards: answer.professionals.map(ofFound),
          hasMore: answer.nextPageToken !== undefined,
        }
      )
    return documents && { cards: documents.map(ofDocument), hasMore: documents.length >= count }
  }, [isAsked, answer, documents, count])
  return { ...(isAsked ? asked : live), data }
}

function useDelayed(text: string): string {
  const [delayed, setDelayed] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(text), text === '' ? 0 : TYPING_MILLIS)
    return () => clearTimeout(timer)
  }, [text])
  return delayed
}

function SearchBar({
  wish,
  change,
  cards,
}: {
  readonly wish: Wish
  readonly change: (by: Partial<Wish>) => void
  readonly cards: readonly Card[]
}) {
  const known = useDeferredValue(cards)
  const specialties = [...new Set([...known.flatMap((card) => card.specialties), wish.specialty])]
    .filter((one) => one !== '')
    .toSorted((a, b) => a.localeCompare(b))
  return (
    <search className="stack-tight">
      <div className="find-search">
        <Icon name="search" size={20} />
        <input
          className="input"
          type="search"
          aria-label={t('find.search')}
          placeholder={t('find.search')}
          enterKeyHint="search"
          value={wish.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      <div className="chips" role="group" aria-label={t('find.filters')}>
        <button
          type="button"
          className="chip"
          aria-pressed={wish.isNow}
          onClick={() => change({ isNow: !wish.isNow })}
        >
          <span aria-hidden="true">●</span> {t('find.now')}
        </button>
        {(Object.keys(WITHIN) as Within[]).map((within) => (
          <button
            key={within}
            type="button"
            className="chip"
            aria-pressed={wish.within === within}
            onClick={() => change({ within: wish.within === within ? '' : within })}
          >
            {t(WITHIN[within])}
          </button>
        ))}
        {specialties.map((specialty) => (
          <button
            key={specialty}
            type="button"
            className="chip"
            aria-pressed={specialty === wish.specialty}
            onClick={() => change({ specialty: specialty === wish.specialty ? '' : specialty })}
          >
            {specialty}
          </button>
        ))}
      </div>
    </search>
  )
}

/**
 * The cards in the order that they had when the list was opened: what changes live changes in its place, so that nothing moves
 * under a finger. A quiet button brings the present order. What a cache shows first has an order of its own: the order is kept from
 * the first live list on.
 */
function InOrder({ cards, isLive }: { readonly cards: readonly Card[]; readonly isLive: boolean }) {
  const present = () => cards.map(({ professionalId }) => professionalId)
  const [order, setOrder] = useState(present)
  const [wasLive, setWasLive] = useState(isLive)
  // In place: the cards that the cache showed are the same, and drawn already.
  if (isLive && !wasLive) {
    setWasLive(true)
    setOrder(present)
  }
  const today = dateIn(useViewerZone(), new Date(serverNow()))
  const byId = new Map(cards.map((card) => [card.professionalId, card]))
  const kept = order.filter((id) => byId.has(id))
  const added = cards
    .map(({ professionalId }) => professionalId)
    .filter((id) => !order.includes(id))
  const shown = [...kept, ...added]
  const hasMoved = shown.some((id, i) => cards[i]?.professionalId !== id)
  return (
    <section aria-label={tn('find.results', shown.length)}>
      <p className="sr-only" role="status">
        {tn('find.results', shown.length)}
      </p>
      <OwnZone others={cards.flatMap(firstOf)} />
      <div className="find-order">
        {hasMoved && (
          <Button look="quiet" onClick={() => setOrder(present)}>
            {t('find.changed')}
          </Button>
        )}
      </div>
      <ul className="find-list">
        {shown.map((id) => {
          const card = byId.get(id)
          return (
            card && (
              <li key={id}>
                <ProfessionalCard card={card} today={today} />
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}

const firstOf = ({ timeZone, nextSlots: [first] }: Card) =>
  first ? [{ timeZone, at: first.start }] : []

function Nothing({ wish, clear }: { readonly wish: Wish; readonly clear: () => void }) {
  const isFiltered = wish.text !== '' || wish.isNow || wish.specialty !== '' || wish.within !== ''
  if (!isFiltered)
    return (
      <Message icon="calendar" title={t('find.nobody')}>
        {t('find.nobodyWhy')}
      </Message>
    )
  return (
    <Message icon="search" title={t('find.nothing')} action={{ label: t('find.clear'), do: clear }}>
      {t('find.nothingWhy')}
    </Message>
  )
}

function CardSkeletons() {
  return (
    <>
      {[0, 1, 2, 3].map((i) => (
        <div key={i} className="block" style={{ height: 172 }} />
      ))}
    </>
  )
}
