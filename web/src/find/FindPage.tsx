// "Who is free, and when can I have it?" Everybody who can be booked, the soonest first, each with the next three starts.
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useSearch, useLocation } from 'wouter'
import { fold } from '../../../client/index.ts'
import { useAsked, useLive } from '../app/live.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Message, PageState } from '../parts/PageState.tsx'
import { t, tn } from '../words/words.ts'
import { type Card, ofDocument, ofFound } from './card.ts'
import { ProfessionalCard } from './ProfessionalCard.tsx'
import './find.css'

const PAGE = 20
const TYPING_MILLIS = 300

interface Wish {
  readonly text: string
  readonly isNow: boolean
  readonly specialty: string
}

/** The filters stand in the address: reload and share give the same list. */
function useWish(): readonly [Wish, (change: Partial<Wish>) => void] {
  const search = useSearch()
  const [path, go] = useLocation()
  const params = new URLSearchParams(search)
  const wish = {
    text: params.get('q') ?? '',
    isNow: params.has('now'),
    specialty: params.get('specialty') ?? '',
  }
  const change = (by: Partial<Wish>) => {
    const { text, isNow, specialty } = { ...wish, ...by }
    const next = new URLSearchParams({
      ...(text !== '' && { q: text }),
      ...(isNow && { now: '1' }),
      ...(specialty !== '' && { specialty }),
    }).toString()
    go(next === '' ? path : `${path}?${next}`, { replace: true })
  }
  return [wish, change]
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
          <Nothing wish={wish} clear={() => change({ text: '', isNow: false, specialty: '' })} />
        }
      >
        {({ cards, hasMore }) => (
          <>
            <InOrder key={JSON.stringify(wish)} cards={cards} />
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
  const isAsked = text !== '' || wish.isNow
  const live = useLive(
    'watchProfessionals',
    isAsked
      ? undefined
      : { limit: count, ...(wish.specialty !== '' && { specialtyKey: fold(wish.specialty) }) },
  )
  const asked = useAsked(
    isAsked ? `search ${text} ${wish.isNow} ${wish.specialty} ${count}` : undefined,
    (client, signal) =>
      client.call.searchProfessionals(
        {
          ...(text !== '' && { text }),
          ...(wish.isNow && { availableNow: true }),
          ...(wish.specialty !== '' && { specialty: wish.specialty }),
          pageSize: Math.min(count, 100),
        },
        { signal },
      ),
  )
  return useMemo(() => {
    if (isAsked) {
      const { data } = asked
      return {
        ...asked,
        data: data && {
          cards: data.professionals.map(ofFound),
          hasMore: data.nextPageToken !== undefined,
        },
      }
    }
    const { data } = live
    return { ...live, data: data && { cards: data.map(ofDocument), hasMore: data.length >= count } }
  }, [isAsked, asked, live, count])
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
 * under a finger. A quiet button brings the present order.
 */
function InOrder({ cards }: { readonly cards: readonly Card[] }) {
  const [order, setOrder] = useState(() => cards.map(({ professionalId }) => professionalId))
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
      <div className="find-order">
        {hasMoved && (
          <Button
            look="quiet"
            onClick={() => setOrder(cards.map(({ professionalId }) => professionalId))}
          >
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
                <ProfessionalCard card={card} />
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}

function Nothing({ wish, clear }: { readonly wish: Wish; readonly clear: () => void }) {
  const isFiltered = wish.text !== '' || wish.isNow || wish.specialty !== ''
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
