import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import s from './KeysDialog.module.css'
import { explorerTexts } from './texts.ts'

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useText(explorerTexts)
  const w = useText(words)
  const rows: [string, string][] = [
    ['Ctrl K', t['help.search']],
    ['/', t['key.find']],
    ['F', t['key.add']],
    ['E', t['key.export']],
    ['↑ ↓ · J K', t['help.rows']],
    ['Home · End', t['help.first']],
    ['Enter', t['key.open']],
    ['Esc', w.close],
  ]
  return (
    <Drawer title={t.keys} closeLabel={w.close} onClose={onClose} look="centre">
      <dl className={s.keys}>
        {rows.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  )
}
