import { Link } from '@tanstack/react-router'
import { texts, useText } from '../i18n/text.ts'
import { paths } from '../paths.ts'
import { Empty } from '../ui/State.tsx'

const own = texts(
  { title: '找不到这一页，或它不在您的管辖范围内', back: '回到总览' },
  { title: 'There is no such page within your scope', back: 'Back to the overview' },
)

export function NotFound() {
  const t = useText(own)
  return (
    <Empty isPage title={t.title}>
      <Link to={paths.overview}>{t.back}</Link>
    </Empty>
  )
}
