import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { isIndicator } from '../../components/indicators.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './ClaimsPage.module.css'
import { ClaimsText } from './ClaimsText.tsx'
import type { Claim, Result } from './documents.ts'
import { signs } from './signs.ts'
import { claimsTexts } from './texts.ts'

const order = ['DIFFERS', 'AGREES', 'NO_DATA'] as const

/** What the numbers came to: the counts, those that differ, and the text with all of them marked. */
export function ClaimsResult({ result }: { result: Result }) {
  const t = useText(claimsTexts)
  const [isOnly, setOnly] = useState(false)
  const counts = { DIFFERS: result.differCount, AGREES: result.agreeCount, NO_DATA: result.noDataCount }
  const differing = result.claims.map((claim, at) => ({ claim, at })).filter((c) => c.claim.verdict === 'DIFFERS')
  const total = counts.DIFFERS + counts.AGREES + counts.NO_DATA
  return (
    <>
      <div role="status">
        <ul className={s.counts}>
          {order.map((verdict) => (
          <li key={verdict} className={s[verdict]}>
            <span aria-hidden="true">{signs[verdict]}</span> {t[`verdict.${verdict}`]} <b>{number(counts[verdict])}</b>
          </li>
          ))}
        </ul>
      </div>
      {total === 0 && <Notice tone="warn">{t.none}</Notice>}
      {total > 0 && differing.length === 0 && (
        <Notice tone="good">
          {t.none_differs} {counts.NO_DATA > 0 && t.none_differs_note}
        </Notice>
      )}
      {differing.length > 0 && (
        <Card flush title={t.differing(number(differing.length))}>
          <table className={s.table}>
            <thead>
              <tr>
                <th scope="col">{t['col.text']}</th>
                <th scope="col">{t['col.data']}</th>
                <th scope="col">{t['col.what']}</th>
                <th scope="col">{t['col.sentence']}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((c) => (
                <Row key={c.at} {...c} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {result.omittedCount > 0 && <Notice>{t.omitted(number(result.omittedCount))}</Notice>}
      <Card
        title={t.whole}
        aside={
          <label className={s.only}>
            <input type="checkbox" checked={isOnly} onChange={(e) => setOnly(e.target.checked)} /> {t.only}
          </label>
        }
      >
        <ClaimsText result={result} isOnly={isOnly} />
      </Card>
    </>
  )
}

function Row({ claim, at }: { claim: Claim; at: number }) {
  const t = useText(claimsTexts)
  const fact = claim.fact
  return (
    <tr>
      <th scope="row" className={s.wrong} data-label={t['col.text']}>
        <span aria-hidden="true">{signs.DIFFERS}</span> <Zh>{claim.text}</Zh>
      </th>
      <td className={s.right} data-label={t['col.data']}>
        <Zh>{grouped(fact?.display ?? '')}</Zh>
      </td>
      <td data-label={t['col.what']}>{fact && <Fact fact={fact} />}</td>
      <td className={s.sentence} data-label={t['col.sentence']}>
        <Zh>{claim.sentence}</Zh>{' '}
        <a href={`#claim-${at}`} className={s.show}>
          {t.show}
        </a>
      </td>
    </tr>
  )
}

/** The data's number with separators, as texts write them. */
function grouped(display: string): string {
  return display.replace(/^-?\d{4,}/, (digits) => number(Number(digits)))
}

/** What a number was tied to, with the way to the page that explains it. */
function Fact({ fact }: { fact: NonNullable<Claim['fact']> }) {
  const t = useText(claimsTexts)
  const lang = useLang()
  const name = lang === 'en' ? fact.nameEn : fact.nameZh
  const code = fact.indicator?.code
  return (
    <>
      {fact.school ? (
        <Link to={paths.school} params={{ code: fact.school.code }} search={{ year: fact.year }}>
          <Zh>{name}</Zh>
        </Link>
      ) : code && isIndicator(code) ? (
        <Link to={paths.indicator} params={{ code }} search={{ year: fact.year }}>
          {code} <Zh>{name}</Zh>
        </Link>
      ) : (
        <Zh>{name}</Zh>
      )}
      <span className={s.year}>{t.year(String(fact.year))}</span>
    </>
  )
}
