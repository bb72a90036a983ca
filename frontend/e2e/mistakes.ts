import { password, type Served } from './server.ts'

/** A school that opens after the last year of the demo: it is on no page but its own. */
export const unopenedSchool = '4201078801'

/** The year in which the mistakes are made: pages of other years look as they do without them. */
export const mistakenYear = 2022

const keys = ['teachingArea', 'indoorSportsArea', 'sportsGroundArea', 'equipmentValue', 'operatingBudget', 'operatingFinal', 'trainingBudget', 'teachersJunior'] as const

type Figures = Record<(typeof keys)[number], string | number | null>

/** Lets clerks mistype figures of some schools, and people say what they found, so that there are oddities to look at; and
 * registers a school that is not open yet. */
export async function mistype(served: Served): Promise<void> {
  const bureau = await api(served, 'bureau')
  const school = await api(served, 'school')
  const code = (n: number) => `42010799${String(n).padStart(2, '0')}`
  const read = async (n: number): Promise<Figures> => (await bureau(`{ school(code: "${code(n)}") { year(year: ${mistakenYear}) { ${keys.join(' ')} } } }`)).school.year
  const write = (n: number, values: Partial<Figures>) =>
    bureau('mutation($in: RecordSchoolYearInput!) { recordSchoolYear(input: $in) { userErrors { message } } }', { in: { schoolCode: code(n), year: mistakenYear, values } })
  const odd = async (n: number, key: string): Promise<string> => {
    const found = await bureau(`{ oddities(regionCode: "420107", year: ${mistakenYear}, where: { school: "${code(n)}" }, first: 100) { nodes { fingerprint keys } } }`)
    const one = found.oddities.nodes.find((o: { keys: string[] }) => o.keys.includes(key))
    if (!one) throw new Error(`${key} of ${code(n)} is not odd`)
    return one.fingerprint
  }
  const say = async (as: Ask, n: number, key: string, reason: string) =>
    as('mutation($in: ReviewOddityInput!) { reviewOddity(input: $in) { userErrors { message } } }', { in: { schoolCode: code(n), year: mistakenYear, fingerprint: await odd(n, key), reason } })

  const own = await read(1)
  if (Number(own.equipmentValue) > 100_000) return // done before
  const [third, fifth, eighth, eleventh, junior] = [await read(3), await read(5), await read(8), await read(11), await read(34)]
  await write(1, { equipmentValue: times(own.equipmentValue, 10_000), sportsGroundArea: digitsChanged(own.sportsGroundArea) })
  await write(3, { operatingBudget: times(third.operatingBudget, 10_000) })
  await write(5, { teachingArea: fifth.sportsGroundArea, sportsGroundArea: fifth.teachingArea })
  await write(8, { teachingArea: times(eighth.teachingArea, 10) })
  const { teachersJunior: _, ...row } = eleventh
  await write(12, row)
  await write(34, { teachersJunior: Number(`${String(junior.teachersJunior)[0]}${junior.teachersJunior}`) })
  await say(school, 1, 'equipmentValue', '教育局统一配发的设备一次性入账，见固定资产明细表')
  await say(bureau, 5, 'teachingArea', '操场改建期间面积重新核定，已看测绘报告')
  await say(bureau, 3, 'operatingBudget', '含上级专项补助，已核对预算批复')
  await write(3, { operatingBudget: times(third.operatingBudget, 10_001) })
  await bureau('mutation($in: CreateSchoolInput!) { createSchool(input: $in) { userErrors { message } } }', {
    in: { code: unopenedSchool, name: '新港小学（演示）', regionCode: '420107', kind: 'PRIMARY', organizer: 1, locale: 'URBAN', firstYear: 2024 },
  })
}

type Ask = (query: string, variables?: object) => Promise<any> // oxlint-disable-line typescript/no-explicit-any -- answers of ad hoc queries

async function api(served: Served, username: string): Promise<Ask> {
  let token = ''
  const ask: Ask = async (query, variables = {}) => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    })
    const text = await response.text()
    const { data, errors } = JSON.parse(text)
    if (errors || /"userErrors":\[\{/.test(text)) throw new Error(text.slice(0, 400))
    return data
  }
  token = (await ask('mutation($in: SignInInput!) { signIn(input: $in) { accessToken } }', { in: { username, password } })).signIn.accessToken
  return ask
}

function times(x: string | number | null, by: number): string {
  return String(Math.round(Number(x) * by * 100) / 100)
}

/** The first two digits that differ, exchanged. */
function digitsChanged(x: string | number | null): string {
  return String(x).replace(/^(\d*?)(\d)(?!\2)(\d)/, '$1$3$2')
}
