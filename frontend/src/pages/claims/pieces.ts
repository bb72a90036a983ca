import type { Claim, Paragraph } from './documents.ts'

export interface Piece {
  text: string
  claim?: { at: number; claim: Claim }
}

/** A paragraph taken apart at its numbers. Places count code points, as the server counts them. */
export function pieces(text: string, claims: readonly { at: number; claim: Claim }[]): Piece[] {
  const points = Array.from(text)
  const list: Piece[] = []
  let from = 0
  for (const c of claims) {
    if (c.claim.start > from) list.push({ text: points.slice(from, c.claim.start).join('') })
    list.push({ text: points.slice(c.claim.start, c.claim.end).join(''), claim: c })
    from = c.claim.end
  }
  if (from < points.length) list.push({ text: points.slice(from).join('') })
  return list
}

export interface Block {
  at: number
  /** Rows of a table, each cell with the positions of its paragraphs by column; null for a paragraph. */
  rows: Map<number, Map<number, number[]>> | null
  columns: number
}

/** The paragraphs as a reader sees them: those of one table together. */
export function blocks(paragraphs: readonly Paragraph[]): Block[] {
  const list: Block[] = []
  let table = 0
  paragraphs.forEach((p, at) => {
    if (p.table === 0) {
      table = 0
      list.push({ at, rows: null, columns: 0 })
      return
    }
    if (p.table !== table) list.push({ at, rows: new Map(), columns: 0 })
    table = p.table
    const block = list[list.length - 1]
    if (!block?.rows) return
    const row = block.rows.get(p.row) ?? new Map<number, number[]>()
    block.rows.set(p.row, row)
    row.set(p.column, [...(row.get(p.column) ?? []), at])
    block.columns = Math.max(block.columns, p.column)
  })
  return list
}
