import type { PapersQuery } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number } from '../../lib/format.ts'
import s from './PapersPage.module.css'
import { papersTexts } from './texts.ts'

type Gap = NonNullable<PapersQuery['papers']>[number]['gaps'][number]

/** The places of a paper that stay empty, and why. */
export function GapList({ gaps }: { gaps: readonly Gap[] }) {
  const t = useText(papersTexts)
  if (gaps.length === 0) return <p className={s.whole}>{t.no_gaps}</p>
  return (
    <details className={s.gaps}>
      <summary>◇ {t.gaps(number(gaps.length))}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the list scrolls, so the keyboard must reach it */}
      <div className={s.scroll} tabIndex={0} role="region" aria-label={t.gaps(number(gaps.length))}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.table}</th>
              <th scope="col">{t.item}</th>
              <th scope="col">{t.reason}</th>
            </tr>
          </thead>
          <tbody>
            {gaps.map((g) => (
              <tr key={`${g.table} ${g.item} ${g.reason}`}>
                <td>
                  <Zh>{g.table}</Zh>
                </td>
                <td>
                  <Zh>{g.item}</Zh>
                </td>
                <td>
                  <Zh>{g.reason}</Zh>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
