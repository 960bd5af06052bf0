// The free times of the shown day, by parts of the day. Times that go stay as ghosts in their place.
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '../../parts/Button.tsx'
import { type Key, t, tn } from '../../words/words.ts'
import { dayIn, noon, timeIn } from '../../words/when.ts'
import { byPartOfDay, type PartOfDay } from './days.ts'
import { type Cell, countFree, type FreeStart, goneBetween } from './shown-slots.ts'
import { useAnnouncer } from './use-announcer.ts'
import { useShownCells } from './use-shown-cells.ts'

const PART: Record<PartOfDay, Key> = {
  morning: 'book.morning',
  afternoon: 'book.afternoon',
  evening: 'book.evening',
}

export interface SlotGridProps {
  /** The day, by the viewer's calendar. */
  readonly day: string
  /** What else makes it another list: the service. */
  readonly of: string
  readonly slots: readonly FreeStart[] | undefined
  readonly zone: string
  readonly isGroup: boolean
  /** The time that is just being asked for. */
  readonly busy: Date | undefined
  /** What the viewer booked since the page was opened, or their present time where they move a booking. */
  readonly yours: readonly Date[]
  /** Starts before it are too late to be booked. */
  readonly notBefore: number
  readonly isPaused: boolean
  readonly pick: (start: Date) => void
  readonly nothing: React.ReactNode
}

const isIn = (times: readonly Date[], start: Date) =>
  times.some((time) => time.getTime() === start.getTime())

export function SlotGrid(props: SlotGridProps) {
  const { day, of, slots, zone, yours, isPaused, nothing } = props
  const list = useRef<HTMLDivElement>(null)
  const { cells, before, isMisled } = useShownCells(`${of} ${zone} ${day}`, slots, list, isPaused)
  const [said, say] = useAnnouncer()
  const tell = useEffectEvent(() => {
    if (!cells) return
    const gone = goneBetween(before, cells).filter(({ start }) => !isIn(yours, start))
    if (gone.length > 0) say(toldOf(gone, cells, zone, day))
  })
  useEffect(() => tell(), [cells])
  const pick = (start: Date) => {
    if (!isMisled(start)) props.pick(start)
  }
  return (
    <div ref={list} className="slots">
      <p className="sr-only" role="status">
        {said}
      </p>
      {cells === undefined && <SlotSkeleton />}
      {cells?.length === 0 && nothing}
      {byPartOfDay(zone, cells ?? []).map(({ part, times }) => (
        <section key={part} className="slots-part" aria-label={t(PART[part])}>
          <h3>{t(PART[part])}</h3>
          <ul className="slots-grid">
            {times.map((cell) => (
              <li key={cell.start.getTime()}>
                <Slot {...props} cell={cell} pick={pick} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {cells && cells.length > 0 && isAllTaken(cells, yours) && nothing}
    </div>
  )
}

const isAllTaken = (cells: readonly Cell[], yours: readonly Date[]): boolean =>
  countFree(cells.filter(({ start }) => !isIn(yours, start))) === 0

function toldOf(gone: readonly Cell[], cells: readonly Cell[], zone: string, day: string): string {
  const [first] = gone
  const went =
    first && gone.length === 1
      ? t('book.goneOne', { time: timeIn(zone, first.start) })
      : tn('book.gone', gone.length)
  return `${went} ${tn('book.left', countFree(cells), { day: dayIn('UTC', noon(day)) })}`
}

function Slot({
  cell,
  zone,
  isGroup,
  busy,
  yours,
  notBefore,
  pick,
}: SlotGridProps & { readonly cell: Cell }) {
  const { start, end, seatsLeft, kind, cameAt } = cell
  const time = timeIn(zone, start)
  const span = { start: time, end: timeIn(zone, end) }
  const isBusy = busy?.getTime() === start.getTime()
  const isYours = isIn(yours, start)
  const isGone = kind === 'gone' || isYours
  const small = isYours
    ? t('book.yours')
    : kind === 'gone'
      ? t(start.getTime() < notBefore ? 'book.tooLate' : 'book.taken')
      : kind === 'mine'
        ? t('book.heldByYou')
        : isGroup
          ? tn('book.seatsLeft', seatsLeft)
          : undefined
  const name =
    isGone || kind === 'mine'
      ? t('book.slotIs', { ...span, is: small ?? '' })
      : isGroup
        ? tn('book.slotSeats', seatsLeft, span)
        : t('book.slot', span)
  const classes = ['slot', isYours ? 'yours' : kind, cameAt !== undefined && 'new']
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      data-start={start.getTime()}
      aria-disabled={isGone || undefined}
      aria-busy={isBusy || undefined}
      onClick={isGone || isBusy ? undefined : () => pick(start)}
    >
      {isBusy && <span className="ring" aria-hidden="true" />}
      <span aria-hidden="true" className="slot-time numbers">
        {time}
      </span>
      {small !== undefined && <small aria-hidden="true">{small}</small>}
      {/* Read out it is in full; the time comes first, by which whoever speaks to the page calls it. */}
      <span className="sr-only">{name}</span>
    </button>
  )
}

function SlotSkeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <div className="slots-grid">
        {Array.from({ length: 9 }, (_, i) => (
          <div key={i} className="block" style={{ height: 48 }} />
        ))}
      </div>
    </div>
  )
}

/** Where a day has nothing free: what has, as one button. */
export function NextFreeButton({ when, go }: { readonly when: string; readonly go: () => void }) {
  return (
    <Button look="secondary" onClick={go}>
      {t('book.nextFree', { when })}
    </Button>
  )
}
