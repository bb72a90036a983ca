/** The dark squares of a code as one path, a run of squares a rectangle, in units of one square. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  let path = ''
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      let end = x
      while (row[end + 1]) end++
      path += `M${x} ${y}h${end - x + 1}v1H${x}z`
      x = end
    }
  }
  return path
}

/** A secret in groups of four, as people read it out and type it. */
export function grouped(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ')
}
