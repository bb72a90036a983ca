import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import './ui/tokens.css'
import './ui/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')
createRoot(root).render(<App />)
