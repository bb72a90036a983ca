import { createContext, useContext } from 'react'
import { graphql, readFragment, type FragmentType } from '../../gql/index.ts'
import type { Viewer_viewerFragment } from '../../gql/graphql.ts'

export const Viewer_viewer = graphql(`
  fragment Viewer_viewer on Viewer {
    id
    username
    name
    role
    mustChangePassword
    hasSecondFactor
    region {
      id
      code
      name
      level
    }
    school {
      id
      code
      name
      region {
        id
        code
        name
      }
    }
  }
`)

export type ViewerData = Viewer_viewerFragment

export function readViewer(masked: FragmentType<typeof Viewer_viewer>): ViewerData {
  return readFragment(Viewer_viewer, masked)
}

export const ViewerContext = createContext<ViewerData | null>(null)

/** Who is signed in; only asked below the shell, which does not render without. */
export function useViewer(): ViewerData {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('useViewer is used outside the shell')
  return viewer
}
