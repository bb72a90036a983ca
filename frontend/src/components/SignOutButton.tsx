import { useNavigate } from '@tanstack/react-router'
import { graphql } from '../gql/index.ts'
import { useText } from '../i18n/text.ts'
import { session } from '../lib/client.ts'
import { useChange } from '../lib/graph.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { words } from './words.ts'

const LeaveSession = graphql(`
  mutation LeaveSession($everywhere: Boolean!) {
    signOut(input: { everywhere: $everywhere }) {
      userErrors {
        code
      }
    }
  }
`)

/** Ends the session, or all of the account's, and goes to the sign-in page. */
export function SignOutButton({ everywhere = false }: { everywhere?: boolean }) {
  const w = useText(words)
  const [{ fetching }, signOut] = useChange(LeaveSession)
  const navigate = useNavigate()

  async function leave() {
    await signOut({ everywhere })
    await navigate({ to: paths.signIn, replace: true })
    session.end()
  }

  return (
    <Button look={everywhere ? 'danger' : 'plain'} icon={everywhere ? undefined : 'out'} busy={fetching} onClick={() => void leave()}>
      {everywhere ? w.sign_out_everywhere : w.sign_out}
    </Button>
  )
}
