// Puts a booking into one's calendar: as a file to download, or by a link to Google's.
import { serverNow, useBackend } from '../app/backend.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { t } from '../words/words.ts'
import './add-to-calendar.css'
import { type CalendarEvent, toCalendarText, toGoogleLink } from './calendar-text.ts'

export function AddToCalendar({ event }: { readonly event: CalendarEvent }) {
  const domain = useBackend()?.config.mailDomain ?? location.hostname
  const url = `${location.origin}/bookings/${event.bookingId}`
  const download = () => {
    const text = toCalendarText(event, { domain, now: new Date(serverNow()), url })
    const file = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = file
    link.download = 'booking.ics'
    link.click()
    setTimeout(() => URL.revokeObjectURL(file), 10_000)
  }
  return (
    <div className="add-calendar" role="group" aria-label={t('calendar.add')}>
      <Button look="secondary" onClick={download}>
        <Icon name="calendar" size={20} />
        {t('calendar.file')}
      </Button>
      <a
        className="button secondary"
        href={toGoogleLink(event, url)}
        target="_blank"
        rel="noreferrer"
      >
        {t('calendar.google')}
      </a>
    </div>
  )
}
