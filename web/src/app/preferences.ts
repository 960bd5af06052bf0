// What somebody chose for this device alone: colours, and twelve or twenty-four hours.
export type Colors = 'auto' | 'light' | 'dark'
export type Hours = 'auto' | '12' | '24'

const COLORS = 'colors'
const HOURS = 'hours'

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null // storage that is switched off holds no preference
  }
}

function write(key: string, value: string): void {
  try {
    if (value === 'auto') localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // It holds until the page is closed, then.
  }
}

export function chosenColors(): Colors {
  const kept = read(COLORS)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

/** Shows the page in these colours, now and at the next start (index.html). */
export function showColors(colors: Colors): void {
  write(COLORS, colors)
  const isDark =
    colors === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : colors === 'dark'
  const scheme = isDark ? 'dark' : 'light'
  document.documentElement.setAttribute('data-color-scheme', scheme)
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
}

/** Follows the device's colours while nothing else was chosen. */
export function followDeviceColors(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (chosenColors() === 'auto') showColors('auto')
  })
}

let hours: Hours | undefined

export function chosenHours(): Hours {
  if (hours === undefined) {
    const kept = read(HOURS)
    hours = kept === '12' || kept === '24' ? kept : 'auto'
  }
  return hours
}

export function keepHours(chosen: Hours): void {
  hours = chosen
  write(HOURS, chosen)
}
