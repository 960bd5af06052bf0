// Everything that somebody was told, by day, the newest first; a tap opens the booking.
import { useEffect, useState } from 'react'
import { Link, Redirect, useSearch } from 'wouter'
import type { WatchedNotification } from '../../../client/live.ts'
import { connect, serverNow } from '../app/backend.ts'
import { begin } from '../app/begin.ts'
import { useLive, useSending } from '../app/live.ts'
import { useAccount, useViewerZone } from '../app/session.ts'
import { Button } from '../parts/Button.tsx'
import { Message, PageState, SendFailure } from '../parts/PageState.tsx'
import { dateIn, dayIn, timeIn } from '../words/when.ts'
import { t } from '../words/words.ts'
import { addressOf, type Pushed, pushedOf } from './opening.ts'
import './notifications.css'

const PAGE = 50
const MOST = 300

export function Page() {
  const account = useAccount()
  const pushed = pushedOf(useSearch())
  // Whether it is about a calendar of one's own is known with the account.
  if (pushed && account?.account) return <Open pushed={pushed} own={account.professionalId} />
  return <List />
}

/** Where somebody gets who tapped on a message of their device: it is read then. */
function Open({ pushed, own }: { readonly pushed: Pushed; readonly own: string | undefined }) {
  const { notificationId } = pushed
  useEffect(() => {
    const read = async () => {
      const { call } = (await connect()).client
      await call.markNotificationsRead({ notificationIds: [notificationId] })
    }
    // A dot that stays is no reason to keep somebody from what they came for.
    read().catch(() => undefined)
  }, [notificationId])
  return <Redirect to={addressOf(pushed, own)} replace />
}

function List() {
  const account = useAccount()
  const [limit, setLimit] = useState(PAGE)
  const seen = useLive('watchNotifications', account && { uid: account.uid, limit })
  return (
    <PageState
      of={seen}
      isEmpty={(all) => all.length === 0}
      empty={
        <Message icon="bell" title={t('notifications.none')}>
          {t('notifications.noneWhy')}
        </Message>
      }
    >
      {(all) => (
        <>
          <Notifications all={all} professionalId={account?.professionalId} />
          {all.length === limit && limit < MOST && (
            <Button look="secondary" onClick={() => setLimit(Math.min(MOST, limit + PAGE))}>
              {t('notifications.earlier')}
            </Button>
          )}
        </>
      )}
    </PageState>
  )
}

function Notifications({
  all,
  professionalId,
}: {
  readonly all: readonly WatchedNotification[]
  readonly professionalId: string | undefined
}) {
  const zone = useViewerZone()
  const sending = useSending()
  // What was read here counts at once; the server's word comes a moment later.
  const [readHere, setReadHere] = useState<ReadonlySet<string>>(new Set())
  const isRead = (one: WatchedNotification) =>
    one.readAt !== null || readHere.has(one.notificationId)
  const read = async (ids: readonly string[]) => {
    const before = readHere
    setReadHere(new Set([...before, ...ids]))
    const answer = await sending.send(({ call }) =>
      call.markNotificationsRead(ids.length === 1 ? { notificationIds: ids } : { all: true }),
    )
    if (!answer) setReadHere(before)
  }
  const unread = all.filter((one) => !isRead(one)).map(({ notificationId }) => notificationId)
  const days = Map.groupBy(all, ({ createdAt }) => dateIn(zone, createdAt))
  const now = new Date(serverNow())
  return (
    <>
      <SendFailure failure={sending.failure} />
      {unread.length > 0 && (
        <div className="notes-all">
          <Button look="quiet" onClick={() => begin(read(unread))}>
            {t('notifications.readAll')}
          </Button>
        </div>
      )}
      {[...days].map(([date, ofDay]) => (
        <section key={date} className="stack-tight">
          <h2 className="small muted">{dayIn(zone, ofDay[0]?.createdAt ?? now, now)}</h2>
          <ul className="card notes">
            {ofDay.map((one) => (
              <li key={one.notificationId}>
                <Link
                  href={addressOf(one, professionalId)}
                  className={isRead(one) ? 'note' : 'note unread'}
                  onClick={() => {
                    if (!isRead(one)) begin(read([one.notificationId]))
                  }}
                >
                  <span className="note-dot" aria-hidden="true" />
                  <span className="note-text">
                    <strong>
                      {one.title}
                      {!isRead(one) && (
                        <span className="sr-only">, {t('notifications.unread')}</span>
                      )}
                    </strong>
                    <span className="small muted">{one.body}</span>
                  </span>
                  <time className="tiny muted numbers" dateTime={one.createdAt.toISOString()}>
                    {timeIn(zone, one.createdAt)}
                  </time>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
