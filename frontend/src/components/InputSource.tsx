import { Link } from '@tanstack/react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { texts, useLang, useText } from '../i18n/text.ts'
import { Zh } from '../i18n/Zh.tsx'
import { dateTime, decimal } from '../lib/format.ts'
import { paths } from '../paths.ts'

const InputSource_input = graphql(`
  fragment InputSource_input on TraceInput {
    previous
    enteredAt
    enteredBy
    import {
      id
    }
  }
`)

const own = texts(
  {
    previous: (value: string) => `上年 ${value}`,
    typed: (at: string, by: string | null) => `${at} 由 ${by ?? '系统'} 录入`,
    imported: (at: string, by: string | null) => `${at} 由 ${by ?? '系统'} 导入`,
  },
  {
    previous: (value: string) => `last year ${value}`,
    typed: (at: string, by: string | null) => `entered ${at} by ${by ?? 'the system'}`,
    imported: (at: string, by: string | null) => `imported ${at} by ${by ?? 'the system'}`,
  },
)

/** Where a figure of a trace comes from, and what it was a year before; nothing where neither is known. */
export function InputSource({ input }: { input: FragmentType<typeof InputSource_input> }) {
  const t = useText(own)
  const lang = useLang()
  const i = readFragment(InputSource_input, input)
  const at = i.enteredAt && dateTime(i.enteredAt, lang)
  const by = i.enteredBy ?? null
  return (
    <>
      {i.previous && <small>{t.previous(decimal(i.previous))}</small>}
      {at && (
        <small>
          {i.import ? (
            <Link to={paths.import} params={{ id: i.import.id }}>
              <Zh>{t.imported(at, by)}</Zh>
            </Link>
          ) : (
            <Zh>{t.typed(at, by)}</Zh>
          )}
        </small>
      )}
    </>
  )
}
