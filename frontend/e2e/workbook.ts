import { strict as assert } from 'node:assert'
import { unzip, zip } from './zip.ts'

/** One cell to change: the row whose cells hold all of `where`, in the column with the header. */
export interface Change {
  sheet: string
  where: Record<string, string>
  header: string
  to: string | number
}

/** Changes single cells of a workbook as somebody would in a spreadsheet. */
export function edited(workbook: Buffer, changes: readonly Change[]): Buffer {
  const files = unzip(workbook)
  const text = (name: string) => files.get(name)?.toString('utf8') ?? ''
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, si = '']) => [...si.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, t = '']) => t).join(''))
  for (const c of changes) {
    const id = new RegExp(`<sheet [^>]*name="${c.sheet}"[^>]*r:id="(\\w+)"`).exec(text('xl/workbook.xml'))?.[1] ?? ''
    const target = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*?/?>`).exec(text('xl/_rels/workbook.xml.rels'))?.[0] ?? ''
    const path = `xl/${(/Target="([^"]+)"/.exec(target)?.[1] ?? '').replace(/^\/xl\//, '')}`
    const xml = text(path)
    const rows = [...xml.matchAll(/<row [^>]*?(?:\/>|>[\s\S]*?<\/row>)/g)].map(([row]) => ({ row, cells: cells(row, shared) }))
    const heads = new Map([...(rows[0]?.cells ?? [])].map(([column, v]) => [v.replace(/（(?:人|万元|平方米|间|班|个|元|所|年)）$/, ''), column]))
    const found = rows.find((r) => Object.entries(c.where).every(([header, v]) => r.cells.get(heads.get(header) ?? '') === v))
    const column = heads.get(c.header)
    assert(found && column, `no cell ${c.sheet} ${JSON.stringify(c.where)} ${c.header}`)
    const number = /r="(\d+)"/.exec(found.row)?.[1] ?? ''
    const ref = `${column}${number}`
    const style = new RegExp(`<c r="${ref}"[^>]*? s="(\\d+)"`).exec(found.row)?.[1]
    const cell = typeof c.to === 'number' ? `<c r="${ref}"${style ? ` s="${style}"` : ''}><v>${c.to}</v></c>` : `<c r="${ref}" t="inlineStr"><is><t>${c.to}</t></is></c>`
    const old = new RegExp(`<c r="${ref}"(?:[^>]*?/>|[^>]*?>[\\s\\S]*?</c>)`)
    assert(old.test(found.row), `no cell ${ref} on ${c.sheet}`)
    files.set(path, Buffer.from(xml.replace(found.row, found.row.replace(old, cell))))
  }
  return zip(files)
}

function cells(row: string, shared: readonly string[]): Map<string, string> {
  const out = new Map<string, string>()
  for (const [, column = '', attributes = '', body = ''] of row.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const v = /<v>([\s\S]*?)<\/v>/.exec(body)?.[1] ?? /<t[^>]*>([\s\S]*?)<\/t>/.exec(body)?.[1] ?? ''
    out.set(column, attributes.includes('t="s"') ? (shared[Number(v)] ?? '') : v)
  }
  return out
}
