import { indicatorNames, isIndicator } from '../../components/indicators.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { Card } from '../../ui/Card.tsx'
import s from './SchoolItems.module.css'
import { schoolTexts } from './texts.ts'

export const SchoolItems_item = graphql(`
  fragment SchoolItems_item on SchoolItemResult {
    indicator {
      code
      name
    }
    status
  }
`)

/** The items that look at the school as a whole, each opening its trace. */
export function SchoolItems({ items, onTrace }: { items: readonly FragmentType<typeof SchoolItems_item>[]; onTrace: (code: string) => void }) {
  const t = useText(schoolTexts)
  const names = useText(indicatorNames)
  return (
    <Card title={t.items} aside={t.items_hint}>
      <ul className={s.items}>
        {readFragment(SchoolItems_item, items).map(({ indicator, status }) => (
          <li key={indicator.code}>
            <button type="button" className={s.item} onClick={() => onTrace(indicator.code)} aria-haspopup="dialog">
              <span>
                <b>{indicator.code}</b> <Zh>{isIndicator(indicator.code) ? names[indicator.code] : indicator.name}</Zh>
              </span>
              <StatusMark status={status} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
