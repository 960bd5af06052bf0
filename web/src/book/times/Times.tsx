// The days to choose from, and the free times of the chosen one.
import { lazy, Suspense, useState } from 'react'
import type { Offer, ProfessionalDocument } from '../../../../client/index.ts'
import { serverNow } from '../../app/backend.ts'
import type { Seen } from '../../app/live.ts'
import { Failed } from '../../parts/PageState.tsx'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { addDays, dateIn, dayIn, noon, shortDayIn, soonIn } from '../../words/when.ts'
import { DayStrip } from './DayStrip.tsx'
import { layStrip, type OpenDay } from './days.ts'
import { NextFreeButton, SlotGrid } from './SlotGrid.tsx'
import { StripHead } from './StripHead.tsx'
import { useNextFree } from './use-days.ts'
import type { Strip } from './use-strip.ts'
import { ZoneLine } from './ZoneLine.tsx'

const loadMonth = () => import('./MonthDialog.tsx')
const MonthDialog = lazy(async () => ({ default: (await loadMonth()).MonthDialog }))

interface TimesProps {
  readonly professional: ProfessionalDocument
  readonly service: Offer
  readonly zone: string
  readonly strip: Strip
  readonly days: Seen<readonly OpenDay[]>
  readonly busy: Date | undefined
  readonly yours: readonly Date[]
  readonly isPaused: boolean
  readonly pick: (start: Date) => void
}

export function Times(props: TimesProps) {
  const { professional, service, zone, strip, days } = props
  const { from } = strip
  // The day that is about to be chosen is shown at once: between the two, nothing would seem to be free.
  const day = strip.day ?? strip.firstFree(days.data)
  const slots = days.data?.find(({ date }) => date === day)?.slots
  const at = slots?.[0]?.start ?? noon(day ?? from)
  if (days.state === 'failed' && days.data === undefined)
    return (
      <Failed
        sentence={days.failure?.sentence}
        requestId={days.failure?.requestId}
        retry={days.retry}
      />
    )
  return (
    <>
      <div className="stack-tight">
        <StripBar professional={professional} service={service} zone={zone} strip={strip} />
        <DayStrip days={layStrip(from, days.data)} day={day} pick={strip.pick} step={strip.step} />
      </div>
      <ZoneLine name={professional.name} theirs={professional.timeZone} at={at} />
      {day === undefined && days.data ? (
        <NothingFree {...props} />
      ) : (
        <section aria-label={t('book.times', { day: dayIn('UTC', noon(day ?? from)) })}>
          <SlotGrid
            day={day ?? from}
            of={service.serviceId}
            slots={day === undefined ? undefined : slots}
            zone={zone}
            isGroup={service.capacity > 1}
            busy={props.busy}
            yours={props.yours}
            notBefore={serverNow() + service.minNoticeMinutes * 60_000}
            isPaused={props.isPaused}
            pick={props.pick}
            nothing={<NothingFree {...props} />}
          />
        </section>
      )}
    </>
  )
}

function StripBar({
  professional,
  service,
  zone,
  strip,
}: Pick<TimesProps, 'professional' | 'service' | 'zone' | 'strip'>) {
  const [isMonth, setIsMonth] = useState<boolean>()
  return (
    <StripHead strip={strip}>
      <Button look="quiet" onClick={() => setIsMonth(true)} onPointerEnter={() => void loadMonth()}>
        {t('book.month')}
      </Button>
      {isMonth !== undefined && (
        <Suspense fallback={null}>
          <MonthDialog
            isOpen={isMonth}
            close={() => setIsMonth(false)}
            professional={professional}
            service={service}
            zone={zone}
            today={strip.today}
            day={strip.day ?? strip.from}
            pick={strip.pick}
          />
        </Suspense>
      )}
    </StripHead>
  )
}

/** Says that there is nothing, and leads to what there is. */
function NothingFree({ professional, service, zone, strip, days }: TimesProps) {
  const { day, from } = strip
  const end = addDays(from, strip.length - 1)
  const later = days.data?.find(({ date, slots }) => date > (day ?? '') && slots.length > 0)
  const soonest = later?.slots[0]?.start
  const next = useNextFree(
    professional,
    service.serviceId,
    soonest === undefined ? addDays(end, 1) : undefined,
  )
  const found = soonest ?? next.data
  return (
    <div className="nothing stack-tight" role="status">
      <p>
        {day === undefined
          ? t('book.nothingBetween', {
              from: shortDayIn('UTC', noon(from)),
              to: shortDayIn('UTC', noon(end)),
            })
          : t('book.nothingOn', { day: dayIn('UTC', noon(day)) })}
      </p>
      {found ? (
        <NextFreeButton
          when={soonIn(zone, found, new Date(serverNow()))}
          go={() => strip.pick(dateIn(zone, found))}
        />
      ) : (
        <p className="muted">{found === null && t('book.neverFree')}</p>
      )}
    </div>
  )
}
