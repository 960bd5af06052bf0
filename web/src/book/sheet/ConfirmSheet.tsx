// The sheet between a tapped time and a booking: hold and countdown, seats, note, policy, and what there is instead.
import { lazy, Suspense } from 'react'
import type { ProfessionalDocument } from '../../../../client/index.ts'
import { serverNow } from '../../app/backend.ts'
import { Button } from '../../parts/Button.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { Sheet } from '../../parts/Sheet.tsx'
import { t } from '../../words/words.ts'
import { dayIn, rangeIn, timeIn } from '../../words/when.ts'
import { Booked } from './Booked.tsx'
import type { Checkout } from './checkout.ts'
import { CheckoutForm } from './CheckoutForm.tsx'
import { nearest } from '../times/days.ts'
import { ALTERNATIVES, type Flow, isOpen } from './flow.ts'
import { OtherTimes } from './OtherTimes.tsx'
import type { FreeStart } from '../times/shown-slots.ts'
import { useLast } from './use-last.ts'

// Few who book are not signed in yet, or not verified.
const SignInForm = lazy(async () => ({
  default: (await import('../../sign-in/SignInForm.tsx')).SignInForm,
}))
const Verify = lazy(async () => ({ default: (await import('./Verify.tsx')).Verify }))

export interface ConfirmSheetProps {
  readonly flow: Flow
  readonly checkout: Checkout
  readonly professional: ProfessionalDocument
  readonly zone: string
  /** What is free now, as far as the page shows days. */
  readonly slots: readonly FreeStart[]
  readonly hold: (start: Date) => void
  readonly close: () => void
}

type Open = Exclude<Flow, { step: 'idle' }>

export function ConfirmSheet(props: ConfirmSheetProps) {
  const { professional, zone } = props
  const isShown = isOpen(props.flow)
  // While the sheet goes down it still shows what it showed.
  const flow = useLast(props.flow.step === 'idle' ? undefined : props.flow, isShown)
  if (!flow) return null
  return (
    <Sheet isOpen={isShown} title={titleOf(flow, professional, zone)} onClose={props.close}>
      <div className="stack">
        <Step {...props} open={flow} />
      </div>
    </Sheet>
  )
}

function titleOf(flow: Open, { services }: ProfessionalDocument, zone: string): string {
  if (flow.step === 'booked')
    return t(flow.booking.status === 'pending' ? 'sheet.requested' : 'sheet.booked')
  const { serviceId, start } = flow.wish
  const minutes = services.find((one) => one.serviceId === serviceId)?.durationMinutes ?? 0
  const end = new Date(start.getTime() + minutes * 60_000)
  const day = dayIn(zone, start, new Date(serverNow()))
  // A narrow sheet breaks the line between day and time, never inside the time.
  const time = rangeIn(zone, start, end).replaceAll('–', '\u2060–\u2060')
  return t('when.onDay', { day, time })
}

function Step(props: ConfirmSheetProps & { readonly open: Open }) {
  const { open, checkout, professional, zone, slots, hold, close } = props
  const { wish } = open
  const service = professional.services.find(({ serviceId }) => serviceId === wish.serviceId)
  switch (open.step) {
    case 'signing-in':
      return (
        <>
          <p>{t('sheet.signIn')}</p>
          <Suspense fallback={<div className="block" style={{ height: 300 }} />}>
            <SignInForm next={location.pathname + location.search} />
          </Suspense>
        </>
      )
    case 'holding':
      return (
        <p className="row" role="status">
          <span className="ring" aria-hidden="true" />
          {t('sheet.holding', { time: timeIn(zone, wish.start) })}
        </p>
      )
    case 'checkout':
      return service ? (
        <CheckoutForm
          key={open.hold?.bookingId ?? 'direct'}
          flow={open}
          checkout={checkout}
          professional={professional}
          service={service}
          zone={zone}
          seatsLeft={seatsLeftFor(slots, wish.start, service.capacity)}
        />
      ) : null
    case 'ended': {
      const isFree = slots.some(
        ({ start, mine }) => start.getTime() === wish.start.getTime() && !mine,
      )
      const time = timeIn(zone, wish.start)
      return (
        <>
          <p role="alert">{t('sheet.ended')}</p>
          {isFree && (
            <Button isFull onClick={() => checkout.wish(wish)}>
              {t('sheet.again', { time })}
            </Button>
          )}
          <OtherTimes
            zone={zone}
            starts={nearest(slots, wish.start, ALTERNATIVES).map(({ start }) => start)}
            nextFree={professional.nextFree[wish.serviceId] ?? null}
            hold={hold}
          />
        </>
      )
    }
    case 'refused':
      return (
        <OtherTimes
          zone={zone}
          sentence={open.failure.sentence}
          starts={open.alternatives}
          nextFree={professional.nextFree[wish.serviceId] ?? null}
          hold={hold}
        />
      )
    case 'unverified':
      return (
        <Suspense fallback={<div className="block" style={{ height: 150 }} />}>
          <Verify goOn={checkout.goOn} />
        </Suspense>
      )
    case 'failed':
      return (
        <>
          <SendFailure failure={open.failure} />
          <Button isFull onClick={() => checkout.wish(wish, open.key)}>
            {t('action.retry')}
          </Button>
        </>
      )
    case 'booked':
      return service ? (
        <Booked
          booking={open.booking}
          professional={professional}
          service={service}
          zone={zone}
          close={close}
        />
      ) : null
  }
}

const seatsLeftFor = (slots: readonly FreeStart[], at: Date, capacity: number): number =>
  slots.find(({ start }) => start.getTime() === at.getTime())?.seatsLeft ?? capacity
