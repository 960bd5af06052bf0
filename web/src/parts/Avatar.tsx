// A person's picture: the photo where there is one that loads, else the initials. Whoever hosts the photo is told nothing of
// the page it is on.
import { useState } from 'react'
import { initialsOf } from './initials.ts'

export function Avatar({
  name,
  photoUrl,
}: {
  readonly name: string
  readonly photoUrl?: string | undefined
}) {
  const [failed, setFailed] = useState<string>()
  if (photoUrl === undefined || photoUrl === failed)
    return (
      <span className="avatar" aria-hidden="true">
        {initialsOf(name)}
      </span>
    )
  return (
    <img
      className="avatar"
      src={photoUrl}
      alt=""
      width="44"
      height="44"
      referrerPolicy="no-referrer"
      decoding="async"
      onError={() => setFailed(photoUrl)}
    />
  )
}
