// After a drag: says what it means before it is sent, since the client is told; what refuses it is said in words.
import { begin } from '../../app/begin.ts'
import type { AgendaDocument } from '../../../../client/index.ts'
import { useAsked } from '../../app/live.ts'
import { Button } from '../../parts/Button.tsx'
import { Sheet } from '../../parts/Sheet.tsx'
import { t } from '../../words/words.ts'
import { InTheWay } from '../booking/InTheWay.tsx'
import { useOverriding } from '../day/overriding.ts'
import type { Patch } from '../day/patches.ts'
import { rulesInTheWay, together } from '../day/rules.ts'
import { whenIn } from '../day/words.ts'

/** A booking that was dragged, and how it is shown until the documents say so. */
export interface Move {
  readonly booking: AgendaDocument
  readonly start: Date
  readonly patch: Patch
  readonly revert: () => void
}

export function MoveDialog({
  move: { booking, start },
  zone,
  now,
  onMoved,
  onKept,
}: {
  readonly move: Move
  readonly zone: string
  readonly now: Date
  readonly onMoved: (version: number, text: string) => void
  /** Back where it was; with the reason where it was refused. */
  readonly onKept: (text?: string) => void
}) {
  const overriding = useOverriding()
  const { bookingId, serviceId, version, serviceName, client: of } = booking
  const name = of?.name ?? t('day.booking.client')
  const [before, after] = [whenIn(zone, booking.start, now), whenIn(zone, start, now)]
  // What is in the way is told with the question, so that one answer is enough.
  const expected = useAsked(`rules ${bookingId} ${start.toISOString()}`, (client) =>
    rulesInTheWay(client, { serviceId, start }, true),
  )
  const rules = together(overriding.rules, expected.data ?? [])
  async function send(): Promise<void> {
    const answer = await overriding.send(
      ({ call }, agreed) => {
        const override = together(agreed, rules)
        return call.rescheduleBooking({
          bookingId,
          version,
          start,
          ...(override.length > 0 && { override }),
        })
      },
      {
        refused: ({ sentence }) => onKept(t('agenda.notMoved', { why: sentence, when: before })),
      },
    )
    if (answer) onMoved(answer.booking.version, t('day.move.done', { when: after }))
  }
  return (
    <Sheet isOpen title={t('agenda.moveTitle', { name })} onClose={() => onKept()}>
      <div className="stack">
        <p>{t('agenda.moveAsk', { service: serviceName, before, after, name })}</p>
        <InTheWay
          overriding={{ ...overriding, rules }}
          zone={zone}
          now={now}
          label={t('day.move.anyway')}
          setAside={() => begin(send())}
        />
        <div className="row">
          {rules.length === 0 && (
            <Button data-autofocus isBusy={overriding.isSending} onClick={() => begin(send())}>
              {t('day.move.to', { when: after })}
            </Button>
          )}
          <Button look="secondary" onClick={() => onKept()}>
            {t('agenda.keep', { when: before })}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
