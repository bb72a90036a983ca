// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { unzip } from '../../e2e/zip.ts'
import { csv, xlsx } from './sheet.ts'

describe('a table that leaves the browser', () => {
  it('is quoted where need be, and starts no formula', async () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csv([['校名', 'a,"b"', null, 1.5], ['=1+1', '-2', '', 0]]).arrayBuffer())
    expect(text).toBe('\uFEFF校名,"a,""b""",,1.5\r\n\'=1+1,\'-2,,0\r\n')
  })

  it('is a workbook whose cells say what was given', async () => {
    const files = unzip(Buffer.from(await xlsx('单元', [['校名', '值'], ['=A1<B1', 0.85]]).arrayBuffer()))
    expect([...files.keys()]).toContain('xl/workbook.xml')
    const sheet = files.get('xl/worksheets/sheet1.xml')?.toString()
    expect(sheet).toContain('<c r="A2" t="inlineStr"><is><t xml:space="preserve">=A1&lt;B1</t></is></c><c r="B2"><v>0.85</v></c>')
  })
})
