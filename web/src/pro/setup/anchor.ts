// Pages that are led to by `#part` of their address show that part once they are there.
import { useEffect } from 'react'

export function useAnchor(): void {
  useEffect(() => {
    const part = location.hash.slice(1)
    if (part === '') return
    document.getElementById(part)?.scrollIntoView({ block: 'start' })
  }, [])
}
