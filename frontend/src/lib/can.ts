import { texts } from '../i18n/text.ts'

export type Action = 'fill' | 'schools' | 'import' | 'export' | 'funding' | 'county' | 'attest' | 'review' | 'papers' | 'claims' | 'accounts' | 'simulateAll' | 'repair'

type RoleName = 'BUREAU' | 'SCHOOL' | 'INSPECTOR'

const allowed: Record<Action, readonly RoleName[]> = {
  fill: ['BUREAU', 'SCHOOL'],
  schools: ['BUREAU'],
  import: ['BUREAU'],
  export: ['BUREAU', 'INSPECTOR'],
  funding: ['BUREAU'],
  county: ['BUREAU'],
  attest: ['BUREAU'],
  review: ['BUREAU', 'SCHOOL'],
  papers: ['BUREAU', 'INSPECTOR'],
  claims: ['BUREAU', 'INSPECTOR'],
  accounts: ['BUREAU'],
  // Anybody may try figures; a school those of its own, and neither moves nor closures.
  simulateAll: ['BUREAU', 'INSPECTOR'],
  // A plan names other schools.
  repair: ['BUREAU', 'INSPECTOR'],
}

export const canTexts = texts(
  {
    'why.SCHOOL': '由教育局办理',
    'why.INSPECTOR': '督学只查看，不改动评估数据',
    'why.BUREAU': '由学校办理',
  },
  {
    'why.SCHOOL': 'Done by the education bureau',
    'why.INSPECTOR': 'Inspectors look and never change evaluated data',
    'why.BUREAU': 'Done by the school',
  },
)

/** Whether a role may do something here. The server decides all the same; this only saves a refusal. */
export function can(role: RoleName, action: Action): boolean {
  return allowed[action].includes(role)
}
