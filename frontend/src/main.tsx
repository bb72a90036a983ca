import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { session } from './lib/client.ts'
import { paths } from './paths.ts'
import './ui/tokens.css'
import './ui/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')
// Asked for while the page's code is on its way; who needs the answer asks again.
if (window.location.pathname !== paths.signIn) session.token().catch(() => undefined)
createRoot(root).render(<App />)
