import { type RefObject, useLayoutEffect, useState } from 'react'

/** The width of an element, kept up to date: charts draw in real pixels so that shapes are never stretched. */
export function useWidth(ref: RefObject<Element | null>, initial: number): number {
  const [width, setWidth] = useState(initial)
  // The width is known to the browser only, after layout.
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    setWidth(element.clientWidth || initial)
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth || initial))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, initial])
  return width
}
