import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type ExplorerSearch, list, toOrder, toWhere } from '../../components/explorerSearch.ts'
import { Failure } from '../../components/Failure.tsx'
import { RESOURCES, shortNames, type ResourceCode } from '../../components/indicators.ts'
import { useScope } from '../../components/shell/scope.ts'
import { words } from '../../components/words.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number, schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import { ConditionDialog } from './ConditionDialog.tsx'
import s from './ExplorerPage.module.css'
import { ExportMenu } from './ExportMenu.tsx'
import { FacetList } from './FacetList.tsx'
import { ExplorerFacets } from './facets.ts'
import { FocusPanel } from './FocusPanel.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { MetFacet } from './MetFacet.tsx'
import { explorerTexts } from './texts.ts'
import { chosenColumns, UnitTable } from './UnitTable.tsx'
import { useConditions } from './useConditions.ts'
import { useRows } from './useRows.ts'
import { only } from './views.ts'
import { ViewTabs } from './ViewTabs.tsx'

/** Every unit within one's scope: filtered, counted, compared; the address is the state. */
export function ExplorerPage() {
  const t = useText(explorerTexts)
  const w = useText(words)
  const lang = useLang()
  const short = useText(shortNames)
  const { year } = useScope()
  const search = useSearch({ from: '/app/explorer' })
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'condition' | 'keys' | null>(null)
  const [current, setCurrent] = useState(0)
  const [isCopied, setCopied] = useState(false)
  const find = useRef<HTMLInputElement>(null)
  useTitle(t.title)

  const focus: ResourceCode = search.focus ?? 'R1'
  const where = useMemo(() => toWhere(search, year), [search, year])
  const order = useMemo(() => toOrder(search), [search])
  const rows = useRows(where, order)
  const facets = useGraph(ExplorerFacets, {
    all: { year },
    where,
    stage: toWhere(search, year, 'STAGE'),
    kind: toWhere(search, year, 'KIND'),
    locale: toWhere(search, year, 'LOCALE'),
    ownership: toWhere(search, year, 'OWNERSHIP'),
    group: toWhere(search, year, 'GROUP'),
    verdict: toWhere(search, year, 'VERDICT'),
    region: toWhere(search, year, 'REGION'),
    focused: toWhere(search, year, 'FOCUS'),
    focus,
  })
  const chosen = rows.rows[current]?.school
  const columns = chosenColumns(search)
  const conditions = useConditions(search)
  const counts = new Map(facets.data?.shown.facets.find((f) => f.indicator === focus)?.values.map((v) => [v.value, v.count]))

  const patch = useCallback(
    (change: Partial<ExplorerSearch>) => {
      setCurrent(0)
      void navigate({ to: paths.explorer, search: (old) => ({ ...old, ...change }), replace: true })
    },
    [navigate],
  )
  const open = useCallback((code: string) => void navigate({ to: paths.school, params: { code } }), [navigate])

  // Single keys act on the page unless somebody is typing or a dialog is open.
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const at = e.target
      if (e.ctrlKey || e.metaKey || e.altKey || dialog || (at instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) || document.querySelector('dialog[open]')) return
      const act = {
        '/': () => find.current?.focus(),
        f: () => setDialog('condition'),
        e: () => document.querySelector<HTMLElement>('[data-export] summary')?.click(),
        '?': () => setDialog('keys'),
      }[e.key.toLowerCase()]
      if (!act) return
      e.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [dialog])

  const choose = (key: 'kind' | 'locale' | 'verdict') => (values: string[]) => patch({ [key]: values.join(',') || undefined })
  const sortName = search.sort && search.sort !== 'name' ? (search.sort === 'students' ? t['col.students'] : search.sort === 'met' ? t['col.met'] : short[search.sort.slice(0, 2) as ResourceCode /* checked when the address was read */]) : t.name
  const sentence = t.sentence(
    schoolYear(year, lang),
    conditions.length > 0 ? t.sentence_with(conditions.map((c) => `${c.field}${lang === 'en' ? ' ' : ''}${t.is}${lang === 'en' ? ' ' : ''}${c.value}`).join(t.sentence_join)) : t.sentence_all,
    number(rows.total),
    (search.sort ?? 'name') === 'name' ? t.by_name : t.sentence_order(sortName, search.dir === 'desc' ? t.desc : t.asc),
  )

  return (
    <div className={s.page}>
      <h1 className="visually-hidden">{t.title}</h1>
      <div className={s.views}>
        <ViewTabs search={search} />
        <div className={s.tools}>
          <Button
            icon="link"
            onClick={() => {
              void navigator.clipboard?.writeText(window.location.href).then(() => setCopied(true))
            }}
          >
            {isCopied ? t.copied : t.copy}
          </Button>
          <Menu label={t.columns} icon="columns">
            {RESOURCES.map((r) => (
              <label key={r}>
                <input type="checkbox" checked={columns.includes(r)} onChange={(e) => patch({ cols: RESOURCES.filter((x) => (x === r ? e.target.checked : columns.includes(x))).join(',') || 'R1' })} />
                {short[r]}
              </label>
            ))}
          </Menu>
          <div data-export="">
            <ExportMenu where={where} order={order} />
          </div>
        </div>
      </div>
      <div className={s.chips}>
        <form
          role="search"
          className={s.find}
          onSubmit={(e) => {
            e.preventDefault()
            patch({ q: find.current?.value.trim() || undefined })
          }}
        >
          <Icon name="search" />
          <input ref={find} key={search.q ?? ''} type="search" defaultValue={search.q ?? ''} placeholder={t.search} aria-label={t.search} onBlur={(e) => e.target.value.trim() !== (search.q ?? '') && patch({ q: e.target.value.trim() || undefined })} />
          <kbd>/</kbd>
        </form>
        {conditions.map((c) => (
          <span key={c.key} className={s.chip}>
            {c.field} <i>{t.is}</i> <b>{c.value}</b>
            <button type="button" aria-label={t.drop(`${c.field} ${c.value}`)} onClick={() => patch(c.without)}>
              <Icon name="close" size={13} />
            </button>
          </span>
        ))}
        <button type="button" className={s.add} onClick={() => setDialog('condition')}>
          <Icon name="plus" size={14} /> {t.add} <kbd>F</kbd>
        </button>
        {conditions.length > 1 && (
          <Button look="quiet" onClick={() => patch(only({ focus: search.focus, sort: search.sort, dir: search.dir, cols: search.cols }))}>
            {t.drop_all}
          </Button>
        )}
        <p className={s.total}>
          <b>{number(rows.total)}</b> {t.units('', number(facets.data?.all.totalCount)).trim()}
        </p>
      </div>
      <p className={s.sentence} role="status">
        {rows.isStale ? t.loading_rows : sentence}
      </p>
      <div className={s.body}>
        <details className={s.facets} open={window.matchMedia('(min-width: 900px)').matches}>
          <summary>{t.filters}</summary>
          <FacetList title={t['facet.stage']} facets={facets.data?.stage.facets} chosen={search.stage ? [search.stage] : []} label={(v) => (v === 'PRIMARY' || v === 'JUNIOR' ? w[`stage.${v}`] : v)} onChoose={(v) => patch({ stage: list('stage', v.at(-1))[0] })} />
          <FacetList title={t['facet.verdict']} facets={facets.data?.verdict.facets} chosen={list('verdict', search.verdict)} label={(v) => list('verdict', v).map((x) => w[`verdict.${x}`])[0] ?? v} onChoose={choose('verdict')} />
          <MetFacet search={search} year={year} onPatch={patch} />
          <FacetList title={t['facet.kind']} facets={facets.data?.kind.facets} chosen={list('kind', search.kind)} label={(v) => list('kind', v).map((x) => w[`kind.${x}`])[0] ?? v} onChoose={choose('kind')} />
          <FacetList title={t['facet.locale']} facets={facets.data?.locale.facets} chosen={list('locale', search.locale)} label={(v) => list('locale', v).map((x) => w[`locale.${x}`])[0] ?? v} onChoose={choose('locale')} />
          <FacetList title={t['facet.ownership']} facets={facets.data?.ownership.facets} chosen={search.ownership ? [search.ownership] : []} label={(v) => (v === 'PUBLIC' || v === 'PRIVATE' ? w[`ownership.${v}`] : v)} onChoose={(v) => patch({ ownership: list('ownership', v.at(-1))[0] })} />
          <FacetList title={t['facet.county']} facets={facets.data?.region.facets} chosen={search.county ? [search.county] : []} label={(v, label) => label || v} onChoose={(v) => patch({ county: v.at(-1) })} />
          <FacetList title={t['facet.group']} facets={facets.data?.group.facets} chosen={search.group ? [search.group] : []} label={(v, label) => label || v} onChoose={(v) => patch({ group: v.at(-1) })} />
        </details>
        <div className={s.results}>
          <FocusPanel search={search} focus={focus} bins={facets.data?.focused.histogram ?? []} counts={counts} onPatch={patch} />
          {rows.error && <Failure error={rows.error} onRetry={rows.retry} />}
          {rows.isLoading ? (
            <Skeleton height={500} label={w.loading} />
          ) : rows.total === 0 && !rows.error ? (
            <Empty title={t.empty}>
              {conditions.at(-1) && (
                <Button onClick={() => patch(conditions.at(-1)?.without ?? {})}>{t.empty_hint(`${conditions.at(-1)?.field} ${conditions.at(-1)?.value}`)}</Button>
              )}
            </Empty>
          ) : (
            <UnitTable data={rows} columns={columns} focus={focus} search={search} current={current} onCurrent={setCurrent} onSort={(sort, dir) => patch({ sort, dir, ...(/^R\d/.test(sort) ? { focus: sort.slice(0, 2) as ResourceCode /* made of a column */ } : {}) })} onOpen={open} />
          )}
          <footer className={s.status}>
            <span>
              {t.position(number(rows.total === 0 ? 0 : current + 1), number(rows.total))} · {number(rows.milliseconds)} ms
            </span>
            {chosen && (
              <Link to={paths.whatIf} search={{ region: chosen.region.code, school: chosen.code }}>
                {t.what_if} <Zh>{chosen.name}</Zh>
              </Link>
            )}
            <span className={s.keys}>
              <kbd>↑</kbd>
              <kbd>↓</kbd> {t['key.move']} <kbd>Enter</kbd> {t['key.open']} <kbd>/</kbd> {t['key.find']} <kbd>F</kbd> {t['key.add']} <kbd>E</kbd> {t['key.export']}{' '}
              <button type="button" onClick={() => setDialog('keys')}>
                <kbd>?</kbd> {t['key.help']}
              </button>
            </span>
          </footer>
        </div>
      </div>
      {dialog === 'condition' && (
        <ConditionDialog
          search={search}
          focus={focus}
          onApply={(change) => {
            patch(change)
            setDialog(null)
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'keys' && <KeysDialog onClose={() => setDialog(null)} />}
    </div>
  )
}
