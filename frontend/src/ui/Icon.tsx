const paths = {
  overview: 'M3 10.5 12 3l9 7.5M5.5 9v11h13V9M10 20v-6h4v6',
  explore: 'M4 6h16M4 12h10M4 18h7M17 15l4 4M18.5 12a3.5 3.5 0 1 0-7 0 3.5 3.5 0 0 0 7 0Z',
  indicator: 'M5 20V10M12 20V4M19 20v-7',
  fill: 'M4 20h4L19 9l-4-4L4 16v4ZM13 7l4 4',
  import: 'M12 4v11M8 8l4-4 4 4M4 15v5h16v-5',
  money: 'M12 3v18M7 8l5 5 5-5M7 13h10M7 17h10',
  county: 'M4 20h16M6 20V9l6-5 6 5v11M10 20v-5h4v5M10 11h4',
  attest: 'M6 3h9l4 4v14H6V3ZM9 13l2.2 2.2L15.5 11M14 3v5h5',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.8 3.5 5.5',
  whatIf: 'M5 6h6M5 3v6M8 6h11M8 12h11M5 12h.5M14.5 9.5v5M8 18h11M5 18h.5M9.5 15.5v5',
  repair: 'M14.5 6.5a4 4 0 0 1 5.2-1.2l-2.9 2.9 1.9 1.9 2.9-2.9a4 4 0 0 1-5.4 5.1L8.6 19.9a2 2 0 0 1-2.8-2.8l7.6-7.6a4 4 0 0 1 1.1-3Z',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  school: 'M3 9l9-5 9 5-9 5-9-5ZM7 11.5V17c2.8 2 7.2 2 10 0v-5.5M21 9v6',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l5 5',
  download: 'M12 4v11M8 11l4 4 4-4M4 20h16',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  columns: 'M4 4h16v16H4V4ZM9.3 4v16M14.7 4v16',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  plus: 'M12 5v14M5 12h14',
  alert: 'M12 4 2.5 20h19L12 4ZM12 10v4.5M12 17.2v.3',
  print: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7v-7Z',
  star: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9 12 4Z',
  down: 'M6 9.5l6 6 6-6',
  up: 'M6 14.5l6-6 6 6',
  right: 'M9.5 6l6 6-6 6',
  left: 'M14.5 6l-6 6 6 6',
  out: 'M14 8V4H4v16h10v-4M9 12h12M17.5 8.5 21 12l-3.5 3.5',
  lock: 'M6 11h12v9H6v-9ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  file: 'M6 3h9l4 4v14H6V3ZM14 3v5h5M9 13h7M9 17h7',
} as const

export type IconName = keyof typeof paths

/** A line drawing beside a word; it says nothing that the word does not. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
