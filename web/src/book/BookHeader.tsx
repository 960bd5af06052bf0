// Who is booked: name, headline, what they do now, live; and further down what they say of themselves.
import type { ProfessionalDocument } from '../../../client/index.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ActivityPill } from '../parts/StatusPill.tsx'
import { t } from '../words/words.ts'

export function BookHeader({
  professional,
  zone,
}: {
  readonly professional: ProfessionalDocument
  readonly zone: string
}) {
  const { name, headline, photoUrl, activity, location, online } = professional
  const place = location?.address ?? (online ? t('book.online') : undefined)
  return (
    <header className="book-head">
      <Avatar name={name} photoUrl={photoUrl} />
      <div className="book-who">
        <div className="book-name">
          <h2>{name}</h2>
          <ActivityPill activity={activity} zone={zone} />
        </div>
        {headline !== undefined && <p className="small">{headline}</p>}
        {activity.message !== undefined && <p className="small muted">{activity.message}</p>}
        {place !== undefined && (
          <p className="small muted book-place">
            <Icon name={location ? 'pin' : 'globe'} size={16} />
            {place}
          </p>
        )}
      </div>
    </header>
  )
}

/** What they say of themselves, and how to reach them. */
export function BookAbout({ professional }: { readonly professional: ProfessionalDocument }) {
  const { name, about, contact } = professional
  if (about === undefined && contact?.phone === undefined && contact?.email === undefined)
    return null
  return (
    <section className="book-about card stack-tight" aria-label={t('book.about', { name })}>
      <h3>{t('book.about', { name })}</h3>
      {about !== undefined && <p className="small book-text">{about}</p>}
      <ContactLinks contact={contact} />
    </section>
  )
}

/** How a professional is reached, where they say. */
export function ContactLinks({ contact }: { readonly contact: ProfessionalDocument['contact'] }) {
  if (contact?.phone === undefined && contact?.email === undefined) return null
  return (
    <div className="row">
      {contact.phone !== undefined && (
        <a
          className="button secondary contact-link"
          href={`tel:${contact.phone.replaceAll(/[^\d+]/g, '')}`}
        >
          <Icon name="phone" size={20} />
          {t('book.call', { phone: contact.phone })}
        </a>
      )}
      {contact.email !== undefined && (
        <a
          className="button secondary contact-link"
          href={`mailto:${encodeURIComponent(contact.email)}`}
        >
          <Icon name="mail" size={20} />
          {contact.email}
        </a>
      )}
    </div>
  )
}
