import { useEffect } from 'react'

/** Names the browser's tab after the page. */
export function useTitle(title: string): void {
  // The tab's title lies outside React's tree.
  useEffect(() => {
    document.title = title
  }, [title])
}
