// What a professional offers, and the way to a booking of it: service, day, time; then the sheet.
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Offer, ProfessionalDocument } from '../../../client/index.ts'
import { serverNow } from '../app/backend.ts'
import { useAccount, useViewerZone } from '../app/session.ts'
import { whenIdle } from '../app/when-idle.ts'
import { useStore } from '../app/store.ts'
import { dateIn } from '../words/when.ts'
import { type Address, useAddress } from './address.ts'
import { BookAbout, BookHeader } from './BookHeader.tsx'
import { type Checkout, openCheckout } from './sheet/checkout.ts'
import { type Flow, isOpen } from './sheet/flow.ts'
import { typedFor } from './sheet/kept.ts'
import { ServiceChoice } from './ServiceChoice.tsx'
import { Times } from './times/Times.tsx'
import { useDays } from './times/use-days.ts'
import { ZoneQuestion } from './times/ZoneLine.tsx'
import { useStrip } from './times/use-strip.ts'

const loadSheet = () => import('./sheet/ConfirmSheet.tsx')
const ConfirmSheet = lazy(async () => ({ default: (await loadSheet()).ConfirmSheet }))

export function Offering({
  professional,
  first,
}: {
  readonly professional: ProfessionalDocument
  readonly first: Offer
}) {
  const zone = useViewerZone()
  const { address, change, openSheet, closeSheet } = useAddress()
  const { services } = professional
  const service = services.find(({ serviceId }) => serviceId === address.service) ?? first
  const today = dateIn(zone, new Date(serverNow()))
  const strip = useStrip(today, address.day, service.horizonDays, (day) => change({ day }))
  const days = useDays({
    professional,
    serviceId: service.serviceId,
    from: strip.from,
    days: strip.length,
    zone,
  })
  strip.useFirstFree(days.data)

  const [checkout] = useState(openCheckout)
  const flow = useStore(checkout.flow)
  const yours = useStore(checkout.booked)
  useWish(checkout, service, address)
  useLeaving(checkout)
  // A reload of what is booked must not hold it anew.
  const isBooked = flow.step === 'booked'
  useEffect(() => {
    if (isBooked) closeSheet()
  }, [isBooked, closeSheet])

  useFocusBack(flow)
  const [wasOpened, setWasOpened] = useState(false)
  if (isOpen(flow) && !wasOpened) setWasOpened(true)
  useEffect(() => whenIdle(() => void loadSheet()), [])
  return (
    <article className="book">
      <div className="book-side stack">
        <BookHeader professional={professional} zone={zone} />
        <ServiceChoice
          services={services}
          chosen={service}
          choose={(serviceId) => change({ service: serviceId, day: undefined })}
        />
      </div>
      <div className="book-times stack">
        <ZoneQuestion />
        <Times
          professional={professional}
          service={service}
          zone={zone}
          strip={strip}
          days={days}
          busy={flow.step === 'holding' ? flow.wish.start : undefined}
          yours={yours}
          isPaused={isOpen(flow)}
          pick={openSheet}
        />
      </div>
      {/* Below times that are still to come it would be pushed away. */}
      {days.state !== 'loading' && <BookAbout professional={professional} />}
      {wasOpened && (
        <Suspense fallback={null}>
          <ConfirmSheet
            flow={flow}
            checkout={checkout}
            professional={professional}
            zone={zone}
            slots={days.data?.flatMap(({ slots }) => slots) ?? []}
            hold={openSheet}
            close={() => {
              closeSheet()
              checkout.close()
            }}
          />
        </Suspense>
      )}
    </article>
  )
}

/** The start in the address is what is wished for: it is held at once, and let go when it leaves the address. */
function useWish(checkout: Checkout, { serviceId }: Offer, { start }: Address): void {
  const uid = useAccount()?.uid
  const at = start?.getTime()
  const wishNow = useEffectEvent(() => {
    const flow = checkout.flow.get()
    if (at === undefined) {
      if (flow.step !== 'booked') checkout.close()
      return
    }
    checkout.wish({ serviceId, start: new Date(at), seats: typedFor(serviceId).seats })
  })
  useEffect(() => wishNow(), [at, serviceId, uid])
}

/** When the sheet closes, the focus goes back to the time that it was opened by. */
function useFocusBack(flow: Flow): void {
  const last = useRef<number>(undefined)
  useEffect(() => {
    if (flow.step !== 'idle') {
      last.current = flow.wish.start.getTime()
      return undefined
    }
    const start = last.current
    last.current = undefined
    if (start === undefined) return undefined
    const timer = setTimeout(
      () => document.querySelector<HTMLElement>(`[data-start="${start}"]`)?.focus(),
      FOCUS_MILLIS,
    )
    return () => clearTimeout(timer)
  }, [flow])
}

/** By then the sheet has let the focus go. */
const FOCUS_MILLIS = 50

/** What is held is released when the page is left; who comes back to it as it was holds again. */
function useLeaving(checkout: Checkout): void {
  useEffect(() => {
    const comeBack = (event: PageTransitionEvent) => {
      const flow = checkout.flow.get()
      if (event.persisted && flow.step === 'checkout' && flow.hold) checkout.wish(flow.wish)
    }
    addEventListener('pagehide', checkout.leave)
    addEventListener('pageshow', comeBack)
    return () => {
      removeEventListener('pagehide', checkout.leave)
      removeEventListener('pageshow', comeBack)
      checkout.close()
    }
  }, [checkout])
}
