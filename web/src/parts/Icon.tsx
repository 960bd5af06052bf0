// The app's own small set of line icons, 24 × 24. They are decoration: a word stands beside each, or names its button.
const PATHS = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4 4',
  calendar: 'M4 7h16v13H4zM4 11h16M8 4v4M16 4v4',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM5 20c1-4 4-5.5 7-5.5s6 1.5 7 5.5',
  bell: 'M6 17V11a6 6 0 1 1 12 0v6l1.5 1h-15zM10 20.5h4',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  inbox: 'M4 13 6.5 5h11L20 13v6H4zM4 13h5l1 2.5h4l1-2.5h5',
  sliders: 'M4 7h10M18 7h2M4 12h3M11 12h9M4 17h8M16 17h4M14 5v4M7 10v4M12 15v4',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.5 10 17.5 19 7',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 4v4.5l3 2',
  pin: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 1 1 13 0c0 5-6.5 11-6.5 11Zm0-13.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  globe: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM4 12h16M12 4c-5 5-5 11 0 16M12 4c5 5 5 11 0 16',
  phone:
    'M6 4h3l1.5 4.5L8.5 10a11 11 0 0 0 5.5 5.5l1.5-2L20 15v3c0 1-1 2-2 2C10.5 20 4 13.5 4 6c0-1 1-2 2-2Z',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  trash: 'M5 7h14M10 4h4M7 7l1 13h8l1-13M10 11v5M14 11v5',
  eye: 'M3 12c3-5 6-6.5 9-6.5S18 7 21 12c-3 5-6 6.5-9 6.5S6 17 3 12Zm9-2.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  info: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 11v5M12 8v.1',
  people:
    'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM3 19c.5-3.5 3-5 6-5s5.5 1.5 6 5M16 6a3 3 0 0 1 0 6M17.5 14.5c2 .5 3.2 2 3.5 4.5',
  question:
    'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM9.8 10a2.3 2.3 0 1 1 3.2 2.1c-.8.4-1 .8-1 1.6M12 16.3v.1',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
