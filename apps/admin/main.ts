import { mountApp } from '@lianke/ui'
import { dialogs, pages, panels, recordPages, signInDoors } from './pages.ts'

const element = document.getElementById('root')
if (element) mountApp(element, { pages, panels, recordPages, dialogs, signInDoors })
