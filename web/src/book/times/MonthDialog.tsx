// The month as a grid, for who looks far ahead: days with nothing free cannot be chosen.
import { DatePicker } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { useState } from 'react'
import type { Offer, ProfessionalDocument } from '../../../../client/index.ts'
import { Mantine } from '../../parts/Mantine.tsx'
import { Sheet } from '../../parts/Sheet.tsx'
import { t, tn } from '../../words/words.ts'
import { addDays, fullDayIn, monthIn, noon, weekdayName } from '../../words/when.ts'
import { useDays } from './use-days.ts'

const GRID_DAYS = 42

export function MonthDialog({
  isOpen,
  close,
  professional,
  service,
  zone,
  today,
  day,
  pick,
}: {
  readonly isOpen: boolean
  readonly close: () => void
  readonly professional: ProfessionalDocument
  readonly service: Offer
  readonly zone: string
  readonly today: string
  readonly day: string
  readonly pick: (day: string) => void
}) {
  const [month, setMonth] = useState(`${day.slice(0, 8)}01`)
  const from = month < today ? today : month
  const days = useDays({
    professional: isOpen ? professional : undefined,
    serviceId: service.serviceId,
    from,
    days: GRID_DAYS,
    zone,
  })
  const counts = new Map(days.data?.map(({ date, slots }) => [date, slots.length]))
  const nameOf = (date: string) => {
    const full = fullDayIn('UTC', noon(date))
    const count = counts.get(date) ?? 0
    return count === 0 ? t('book.dayFull', { day: full }) : tn('book.dayFree', count, { day: full })
  }
  return (
    <Sheet isOpen={isOpen} title={t('book.monthTitle', { name: service.name })} onClose={close}>
      <Mantine>
        <div className="month">
          <DatePicker
            date={month}
            onDateChange={(date) => setMonth(`${date.slice(0, 8)}01`)}
            value={day}
            onChange={(date) => {
              if (date === null) return
              pick(date)
              close()
            }}
            minDate={today}
            maxDate={addDays(today, service.horizonDays)}
            excludeDate={(date) => (counts.get(date) ?? 0) === 0}
            getDayProps={(date) => ({ 'aria-label': nameOf(date) })}
            firstDayOfWeek={professional.weekStartsOn === 7 ? 0 : 1}
            weekdayFormat={(date) => weekdayName(noon(date).getUTCDay() || 7, 'short')}
            monthLabelFormat={(date) => monthIn('UTC', noon(date))}
            maxLevel="month"
            hideOutsideDates
            ariaLabels={{ nextMonth: t('book.monthNext'), previousMonth: t('book.monthBack') }}
            size="md"
            fullWidth
          />
        </div>
        <p className="small muted" role="status">
          {days.data === undefined ? t('book.updating') : ''}
        </p>
      </Mantine>
    </Sheet>
  )
}
