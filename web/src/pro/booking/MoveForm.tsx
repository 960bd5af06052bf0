// Moves a booking to another time, by fields: the equal of dragging it. The client is told.
import { useState } from 'react'
import type { AgendaDocument } from '../../../../client/index.ts'
import { begin } from '../../app/begin.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { InTheWay } from './InTheWay.tsx'
import { useOverriding } from '../day/overriding.ts'
import { rulesInTheWay } from '../day/rules.ts'
import { instantOf } from '../day/wall.ts'
import { type When, WhenFields, toWhen } from './WhenFields.tsx'
import { whenIn } from '../day/words.ts'

export function MoveForm({
  booking,
  zone,
  now,
  onMoved,
}: {
  readonly booking: AgendaDocument
  readonly zone: string
  readonly now: Date
  readonly onMoved: (start: Date) => void
}) {
  const { bookingId, serviceId, version, start } = booking
  const [when, setWhen] = useState<When>(() => toWhen(zone, start))
  const overriding = useOverriding()
  const isOnline = useIsOnline()
  const at = instantOf(zone, when.date, when.time)
  const isSame = at?.getTime() === start.getTime()
  const change = (value: When) => {
    overriding.clear()
    setWhen(value)
  }
  async function move(isSettingAside: boolean): Promise<void> {
    if (!at || isSame) return
    const answer = await overriding.send(
      ({ call }, override) =>
        call.rescheduleBooking({
          bookingId,
          version,
          start: at,
          ...(override.length > 0 && { override }),
        }),
      {
        isSettingAside,
        explain: (asked) => rulesInTheWay(asked, { serviceId, start: at }, true),
      },
    )
    if (answer) onMoved(at)
  }
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        begin(move(false))
      }}
    >
      <WhenFields zone={zone} value={when} change={change} hasSteps />
      <InTheWay
        overriding={overriding}
        zone={zone}
        now={now}
        label={t('day.move.anyway')}
        setAside={() => begin(move(true))}
        choose={(other) => change(toWhen(zone, other))}
      />
      <Button
        type="submit"
        look="secondary"
        isFull
        isBusy={overriding.isSending}
        disabled={!at || isSame || !isOnline}
      >
        {at && !isSame ? t('day.move.to', { when: whenIn(zone, at, now) }) : t('day.move.move')}
      </Button>
      <p className="field-hint">{t('day.move.told')}</p>
    </form>
  )
}
