/** Every address of the application. */
export const paths = {
  overview: '/',
  signIn: '/sign-in',
  password: '/password',
  explorer: '/explorer',
  school: '/schools/$code',
  report: '/schools/$code/report/$year',
  indicators: '/indicators',
  indicator: '/indicators/$code',
  fill: '/fill',
  imports: '/imports',
  import: '/imports/$id',
  funding: '/funding',
  countyFigures: '/county-figures',
  attestations: '/attestations',
  accounts: '/accounts',
  settings: '/settings',
} as const
