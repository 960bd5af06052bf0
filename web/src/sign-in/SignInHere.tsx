// Signing in where one is: on the page for it, and in place of a page that visitors do not see.
import { SignInForm } from './SignInForm.tsx'

export function SignInHere({
  title,
  why,
  next,
  isLink,
}: {
  readonly title: string
  readonly why: string
  readonly next: string
  readonly isLink?: boolean
}) {
  return (
    <div className="stack" style={{ maxWidth: 480, width: '100%', margin: '0 auto' }}>
      <div className="stack-tight">
        <h2 style={{ fontSize: '1.75rem' }}>{title}</h2>
        <p className="muted">{why}</p>
      </div>
      <SignInForm next={next} {...(isLink && { isLink })} />
    </div>
  )
}
