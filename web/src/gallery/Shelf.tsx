// A shelf of the gallery: parts of one kind, under its name.
import type { ReactNode } from 'react'

export function Shelf({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="stack" aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  )
}
