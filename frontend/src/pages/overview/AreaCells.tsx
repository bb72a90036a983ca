import { Link } from '@tanstack/react-router'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import type { AreaCells_countyFragment, ResultStatus } from '../../gql/graphql.ts'
import { indicatorNames, isIndicator, MOST_BLOCKERS } from '../../components/indicators.ts'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import s from './AreaCells.module.css'
import { overviewTexts } from './texts.ts'

export const AreaCells_county = graphql(`
  fragment AreaCells_county on CountyAssessment {
    areas {
      area
      total
      met
      unmet
      pending
    }
    indicators {
      indicator {
        code
        area
        name
      }
      status
      display
      blockers {
        id
        code
        name
      }
    }
  }
`)

type Result = AreaCells_countyFragment['indicators'][number]

const SHOWN = 2

/** The indicators as cells in their four areas; what is not met is named underneath. */
export function AreaCells({ county }: { county: FragmentType<typeof AreaCells_county> }) {
  const { areas, indicators } = readFragment(AreaCells_county, county)
  const w = useText(words)
  const t = useText(overviewTexts)
  return (
    <div className={s.areas}>
      {areas.map((a) => {
        const results = indicators.filter((r) => r.indicator.area === a.area)
        const open = results.filter((r) => !isFine(r.status))
        return (
          <section key={a.area} className={s.area} style={{ flexGrow: Math.max(results.length, 3) }}>
            <header className={s.head}>
              <h2>{w[`area.${a.area}`]}</h2>
              <p className={s.count}>
                <b className={a.unmet > 0 ? s.short : undefined}>{number(a.met)}</b>/{number(a.total)}
              </p>
            </header>
            <ul className={s.cells}>
              {results.map((r) => (
                <li key={r.indicator.code}>
                  <Cell result={r} />
                </li>
              ))}
            </ul>
            <ul className={s.open}>
              {open.length === 0 && <li className={s.fine}>{t.all_met}</li>}
              {open.slice(0, SHOWN).map((r) => (
                <Open key={r.indicator.code} result={r} more={r === open[SHOWN - 1] ? open.length - SHOWN : 0} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function isFine(status: ResultStatus): boolean {
  return status === 'MET' || status === 'NOT_APPLICABLE'
}

function useName(result: Result): string {
  const names = useText(indicatorNames)
  const { code, name } = result.indicator
  return isIndicator(code) ? names[code] : name
}

function Cell({ result }: { result: Result }) {
  const w = useText(words)
  const { code } = result.indicator
  const name = useName(result)
  const label = `${code} ${name}：${w[`status.${result.status}`]}`
  return (
    <Link to={paths.indicator} params={{ code }} className={cx(s.cell, s[result.status])} title={label}>
      {isFine(result.status) ? <Icon name="check" size={14} /> : <span aria-hidden="true">{code.slice(1)}</span>}
      <span className="visually-hidden">{label}</span>
    </Link>
  )
}

function Open({ result, more }: { result: Result; more: number }) {
  const t = useText(overviewTexts)
  const w = useText(words)
  const { code } = result.indicator
  const name = useName(result)
  const isUnmet = result.status === 'UNMET'
  const first = result.blockers[0]
  return (
    <li className={isUnmet ? s.unmet : undefined}>
      <Link to={paths.indicator} params={{ code }}>
        <b>
          {code} {name}
        </b>
      </Link>{' '}
      {first && result.blockers.length === 1 ? (
        <Link to={paths.school} params={{ code: first.code }}>
          <Zh>{first.name}</Zh>
        </Link>
      ) : result.blockers.length > 1 ? (
        (result.blockers.length < MOST_BLOCKERS ? t.schools_unmet : t.schools_unmet_most)(number(result.blockers.length))
      ) : isUnmet ? (
        result.display
      ) : (
        w[`status.${result.status}`]
      )}
      {more > 0 && (
        <Link to={paths.indicators} className={s.more}>
          {t.more_items(number(more))}
        </Link>
      )}
    </li>
  )
}
